import { describe, expect, test } from 'vitest'
import { statuses as codes } from '../../domain/appeal/status.ts'
import { statuses as en } from '../../words/en/statuses.ts'
import { statuses as kk } from '../../words/kk/statuses.ts'
import { statuses as ru } from '../../words/ru/statuses.ts'
import { projectFiles, readSource } from './sources.ts'

const page = readSource('docs/conventions.md')
const rows = page.split('\n').filter((line) => /^\| \d+ \|/.test(line))

/** `file` «a part of a test's name», «another» → each with its file. */
function named(text: string): { file: string; name: string }[] {
  return [...text.matchAll(/`([^`]+\.ts)`([^;|`]*)/g)].flatMap(([, file = '', after = '']) => {
    const names = [...after.matchAll(/«((?:[^«»]|«[^«»]*»)+)»/g)].map(([, name = '']) => name)
    return (names.length > 0 ? names : ['']).map((name) => ({ file, name }))
  })
}

describe('docs/conventions.md says which test proves which convention', () => {
  test('all twenty-eight, each with a test', () => {
    expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(
      Array.from({ length: 28 }, (_, at) => at + 1),
    )
    expect(rows.filter((row) => named(row).length === 0)).toEqual([])
  })

  test('every test that it names is there', () => {
    const files = new Set(projectFiles())
    const gone = named(page.replaceAll('\n', ' ')).filter(
      ({ file, name }) => !files.has(file) || !readSource(file).includes(name),
    )
    expect(gone).toEqual([])
  })
})

test('every status says what it means and what to do, in three languages', () => {
  for (const words of [kk, ru, en]) {
    for (const code of codes) {
      const { name, hint, yourPart } = words[code]
      for (const text of [name, hint, yourPart]) expect(text.trim(), code).not.toBe('')
      // A tag is short, its meaning a sentence.
      expect(name.length, code).toBeLessThanOrEqual(24)
      expect(hint, code).toMatch(/\.$/)
      expect(yourPart, code).toMatch(/\.$/)
    }
  }
})
