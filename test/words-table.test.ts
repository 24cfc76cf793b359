import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSources, type Sources } from '../bin/words/sources.ts'
import { findFaults } from '../bin/words/word-faults.ts'
import { type Edited, readEdited, wordsAsCsv } from '../bin/words/words-csv.ts'
import { writeWords } from '../bin/words/write-words.ts'
import { root } from './house/sources.ts'

const kk = `/** Greetings. kk is the reference. */
export const greetings = {
  // «Кіріс»
  hello: 'Сәлем, {name}!',
  count: 'Хаттар: {n}',
  unsaid: 'Ешкім айтпайды',
  kinds: { letter: 'хат', coupon: 'талон' },
  how: ['Бірінші', 'Екінші'],
}
`
const other = (text: string) => `import type { greetings as kk } from '../kk/greetings.ts'\n\n${text}`
const ru = other(`export const greetings: typeof kk = {
  hello: 'Здравствуйте, {name}!',
  count: 'Писем: {n}',
  unsaid: 'Никто не говорит',
  kinds: { letter: 'письмо', coupon: 'талон' },
  how: ['Первое', 'Второе'],
}
`)
const en = other(`export const greetings: typeof kk = {
  hello: 'Hello, {name}!',
  count: 'Letters: {n}',
  unsaid: 'Said by nobody',
  kinds: { letter: 'letter', coupon: 'coupon' },
  how: ['First', 'Second'],
}
`)
const page = `import { greetings as words } from '../words/kk/greetings.ts'

const { count } = words
export const said = (kind: 'letter' | 'coupon') => [words.hello, count, words.kinds[kind], ...words.how]
`

let clone: string
let sources: Sources

/** A small project of its own, with the same compiler and formatter. */
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'otinish-words-'))
  for (const folder of ['kk', 'ru', 'en']) mkdirSync(join(clone, 'words', folder), { recursive: true })
  for (const room of [
    'domain',
    'eds',
    'wire',
    'db',
    'server',
    'web',
    'pretend',
    'demo',
    'bin',
    'data',
    'test',
  ]) {
    mkdirSync(join(clone, room))
  }
  for (const file of [
    'tsconfig.json',
    'tsconfig.base.json',
    'web/tsconfig.json',
    'words/tsconfig.json',
    'biome.json',
  ]) {
    cpSync(join(root, file), join(clone, file))
  }
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
  writeFileSync(join(clone, '.gitignore'), 'node_modules\n')
  writeFileSync(join(clone, 'web/page.ts'), page)
  writeFileSync(join(clone, 'data/words-alike.json'), '{"alike": {"gone": "no longer there"}}')
  writeFileSync(join(clone, 'data/settings.json'), '{"company": {"kk": "ҚТК"}}')
  putBack()
  sources = openSources(clone)
})
afterAll(() => {
  sources.close()
  rmSync(clone, { recursive: true, force: true })
})

function putBack(): void {
  for (const [language, text] of Object.entries({ kk, ru, en })) {
    writeFileSync(join(clone, `words/${language}/greetings.ts`), text)
  }
}
const written = (language: string) => readFileSync(join(clone, `words/${language}/greetings.ts`), 'utf8')
const refusals = (edited: Edited) => ('refused' in edited ? edited.refused : [])
const table = (...lines: string[]) => ['file;key;kk;ru;en;seen', ...lines].join('\r\n')

test('what is missing, unsaid or alike is named with its place', () => {
  expect(findFaults(sources)).toEqual({
    missing: ['ru data/settings.json#company', 'en data/settings.json#company'],
    unused: ['words/greetings#greetings.unsaid'],
    identical: [
      'words/greetings#greetings.kinds.coupon: талон',
      'data/words-alike.json: no longer alike: gone',
    ],
  })
})

describe('words as a table for a native editor', () => {
  test('the table opens in a spreadsheet program: byte order mark, header, a row a text, where it is seen', () => {
    const csv = wordsAsCsv(sources)
    expect(csv.startsWith('\uFEFFfile;key;kk;ru;en;seen\r\n')).toBe(true)
    expect(csv.split('\r\n')).toContain(
      'greetings;greetings.hello;Сәлем, {name}!;Здравствуйте, {name}!;Hello, {name}!;«Кіріс», web/page.ts'
        .split(';')
        .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
        .join(';'),
    )
    expect(csv.trimEnd().split('\r\n')).toHaveLength(8)
  })

  test('out and in again changes nothing, of the whole project neither', () => {
    expect(readEdited(sources, wordsAsCsv(sources))).toEqual({ changes: [] })
    const ours = openSources(root)
    try {
      const csv = wordsAsCsv(ours)
      expect(csv.split('\r\n').length).toBeGreaterThan(700)
      expect(readEdited(ours, csv)).toEqual({ changes: [] })
    } finally {
      ours.close()
    }
  }, 300_000)

  test('edited texts are written in their place and laid out as the rest, quotes and all', () => {
    const long = `Саламатсыз ба, {name}! ${'Бұл өте ұзын сөйлем. '.repeat(5)}"Иә" деңіз`
    const edited = readEdited(
      sources,
      table(
        `greetings;greetings.hello;"${long.replaceAll('"', '""')}";Здравствуйте, {name}!;It's you, {name}!;`,
        'greetings;greetings.how.1;Екіншіден;Второе;Second;',
      ),
    )
    if (!('changes' in edited)) throw new Error(refusals(edited).join())
    expect(edited.changes).toHaveLength(3)
    expect(writeWords(clone, edited.changes)).toEqual(['words/kk/greetings.ts', 'words/en/greetings.ts'])
    expect(written('kk')).toBe(
      kk.replace("hello: 'Сәлем, {name}!'", `hello:\n    '${long}'`).replace("'Екінші'", "'Екіншіден'"),
    )
    expect(written('en')).toBe(en.replace("'Hello, {name}!'", `"It's you, {name}!"`))
    expect(written('ru')).toBe(ru)
    putBack()
  })

  test('rows left out, in any order and with commas or tabs, are as good', () => {
    for (const mark of [',', '\t']) {
      const csv = table('greetings;greetings.count;Хат саны: {n};Писем: {n};Letters: {n};').replaceAll(
        ';',
        mark,
      )
      const edited = readEdited(sources, csv)
      expect('changes' in edited && edited.changes.map(({ newText }) => newText)).toEqual(['Хат саны: {n}'])
    }
  })

  test('a wrong line is named, and then nothing is taken', () => {
    const edited = readEdited(
      sources,
      table(
        'greetings;greetings.hello;Сәлем, {nаme}!;Здравствуйте!;Hello, {name}!;',
        'greetings;greetings.count;  ;Писем: {n} {n};Letters: {n};',
        'greetings;greetings.nothing;а;б;c;',
        'greetings;greetings.hello;Сәлем, {name}!;Здравствуйте, {name}!;Hello, {name}!;',
      ),
    )
    expect(refusals(edited)).toEqual([
      'line 2, kk: placeholders {nаme} instead of {name} in greetings#greetings.hello',
      'line 2, ru: placeholders none instead of {name} in greetings#greetings.hello',
      'line 3, kk: an empty text in greetings#greetings.count',
      'line 3, ru: placeholders {n} {n} instead of {n} in greetings#greetings.count',
      'line 4: there is no word greetings#greetings.nothing',
      'line 5: greetings#greetings.hello is there twice',
    ])
  })

  test.each([
    ['nothing at all', '', /no rows/],
    ['a table without a language', 'file;key;kk;ru\r\ngreetings;greetings.hello;а;б', /no column en/],
    ['a quote that is never closed', 'file;key;kk;ru;en\r\n"greetings;greetings.hello;а;б;c', /not a CSV/],
    ['a row too short', 'file;key;kk;ru;en\r\ngreetings;greetings.hello', /not a CSV/],
  ])('%s is refused', (_, csv, why) => {
    expect(refusals(readEdited(sources, csv)).join()).toMatch(why)
  })
})
