import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { replyKinds } from '../../domain/appeal/reply-kind.ts'
import { catalogueFaults as en } from '../../words/en/catalogue-faults.ts'
import { catalogueFaults as kk } from '../../words/kk/catalogue-faults.ts'
import { catalogueFaults as ru } from '../../words/ru/catalogue-faults.ts'
import { faultInWords } from '../catalogue/file/fault-words.ts'
import { checkTemplates } from './check-templates.ts'

const shipped = readFileSync(new URL('../../data/reply-templates.json', import.meta.url), 'utf8')
const catalogue = readFileSync(new URL('../../data/catalogue.json', import.meta.url), 'utf8')
const types = new Set([...catalogue.matchAll(/"code": "([a-z]+\.[\w.]+)"/g)].map(([, code = '']) => code))

const told = (text: string, said = en): string[] => {
  const checked = checkTemplates(text, types)
  return 'faults' in checked
    ? checked.faults.map((fault) => `${fault.line}: ${faultInWords(fault, said)}`)
    : []
}
const lineOf = (what: string): number => shipped.slice(0, shipped.indexOf(what)).split('\n').length

test('nothing is wrong with the shipped templates: every kind has one for any type', () => {
  const checked = checkTemplates(shipped, types)
  if (!('texts' in checked)) throw new Error(told(shipped).join('\n'))
  for (const kind of replyKinds) {
    const some = checked.texts.templates.filter((one) => one.kind === kind && one.types === undefined)
    expect(some.length).toBeGreaterThan(0)
  }
  expect(`${JSON.stringify(checked.texts, null, 1)}\n`).toBe(shipped)
})

describe('a mistake is told by name and line', () => {
  test.each<[was: string, now: string, said: string, below?: number]>([
    ['"cert.debt"', '"cert.dept"', 'template «answer.debt»: there is no type of appeal «cert.dept»'],
    [
      '"kind": "interim"',
      '"kind": "later"',
      '«interim.inspection»: one of answer, interim, papers, forwarding, return, correction',
    ],
    ['"code": "answer.noDebt"', '"code": "answer.debt"', '«answer.debt» is there above already'],
    [
      '№ {{number}} шағымыңыз',
      '№ {{nomer}} шағымыңыз',
      '«answer.complaint.satisfied»: an unknown placeholder {{nomer}}',
    ],
    [
      '"code": "contact"',
      '"code": "contact", "kind": "answer"',
      'module «contact»: nothing here is called «kind»',
    ],
    [
      'телефоны бойынша',
      '{{receiver}} телефоны бойынша',
      'module «contact»: {{receiver}} is in no letter of this kind',
    ],
    ['{{phone}} телефоны', '55 телефоны', 'module «contact»: «{{phone}}» is printed in ru, but not in kk', 1],
    ['"ru": "Извинения"', '"ru": " "', 'module «apology»: «ru» is empty'],
  ])('%s → %s', (was, now, said, below = 0) => {
    const [first = ''] = told(shipped.replace(was, now))
    expect(first).toContain(said)
    expect(Number.parseInt(first, 10)).toBe(lineOf(was) + below)
  })

  test('in three languages', () => {
    const broken = shipped.replace('{{number}}', '{{nomer}}')
    expect(told(broken, kk)[0]).toContain('«answer.debt» үлгісі: белгісіз орын: {{nomer}}')
    expect(told(broken, ru)[0]).toContain('шаблон «answer.debt»: неизвестная подстановка {{nomer}}')
  })

  test('no JSON', () => {
    expect(told(`${shipped.slice(0, 400)}`)[0]).toMatch(/^\d+: /)
  })
})
