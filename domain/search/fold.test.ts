import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldWithPlaces } from './fold.ts'

const alphabet = [
  'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя',
  'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ',
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ' \u00a0\t\n-–—−/\\.,«»“”’\'"№()·…{}\u00ad\u200b\u0301\u0306éñıİßΣς漢١½ﬁ🙂',
].join('')
const text = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((signs) => signs.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** Exchanged as people type them, told apart from the table of codes. */
const exchanged = [
  'Әа',
  'ғГ',
  'Қк',
  'ңН',
  'Өо',
  'Ұу',
  'Үу',
  'ұҮ',
  'Һх',
  'Іи',
  'Ёе',
  'Йи',
  'АA',
  'ВB',
  'ЕE',
  'КK',
  'МM',
]
exchanged.push('НH', 'ОO', 'РP', 'СC', 'ТT', 'УY', 'ХX', 'ІI')

describe('a folded text', () => {
  test('is ASCII without the signs that LIKE reads, and no longer than its signs allow', () => {
    fc.assert(
      fc.property(text, (a) => {
        const folded = fold(a)
        expect(folded).toMatch(/^[a-zA-Z0-9.{ ]*$/)
        expect(folded).toBe(folded.trim())
        expect(folded).not.toContain('  ')
        expect(folded.length).toBeLessThanOrEqual(24 * [...a.normalize('NFKD')].length)
      }),
    )
  })

  test('holds the folded text of every piece of the text', () => {
    fc.assert(
      fc.property(text, text, text, (a, piece, b) => {
        expect(fold(`${a}${piece}${b}`)).toContain(fold(piece))
      }),
    )
  })

  test('is the same in composed and decomposed form, in capitals and small letters', () => {
    fc.assert(
      fc.property(text, (a) => {
        for (const form of ['NFC', 'NFD']) expect(fold(a.normalize(form))).toBe(fold(a))
        // Composed for good, «№» is the letters «No»: who types it means a number.
        const named = a.replaceAll('№', ' ')
        for (const form of ['NFKC', 'NFKD']) expect(fold(named.normalize(form))).toBe(fold(named))
        expect(fold([...a].map((sign) => sign.toLowerCase()).join(''))).toBe(fold(a))
      }),
    )
  })

  test('says of each sign where it comes from', () => {
    fc.assert(
      fc.property(text, (a) => {
        const { folded, places } = foldWithPlaces(a)
        expect(places.length).toBeGreaterThanOrEqual(folded.length)
        expect([...places].sort((x, y) => x - y)).toEqual(places)
        for (const place of places) expect(place).toBeLessThan(a.length)
      }),
    )
  })
})

describe('letters', () => {
  test.each(exchanged)('%s are one', (pair) => {
    const [one = '', other = ''] = [...pair]
    expect(fold(one)).toBe(fold(other))
    expect(fold(one)).toMatch(/^[a-z]$/i)
  })

  test('others are told apart: no code is another’s, nor begins within one', () => {
    // Those without marks, and each one letter: ß and ﬁ are two, ς is σ.
    const letters = [...alphabet].filter((sign) => /[\p{Script=Cyrillic}\p{Script=Han}a-z]/iu.test(sign))
    const groups = new Map<string, string[]>()
    for (const letter of letters) groups.set(fold(letter), [...(groups.get(fold(letter)) ?? []), letter])
    const pairs = new Set(exchanged.flatMap((pair) => [fold(pair)[0], fold(pair)[1]]))
    for (const [code, signs] of groups) {
      const small = new Set(signs.map((sign) => sign.toLowerCase()))
      if (!pairs.has(code)) expect(small.size, `${code} ${[...small]}`).toBe(1)
      for (const other of groups.keys()) if (other !== code) expect(other.indexOf(code, 1)).toBe(-1)
    }
  })

  test('of other alphabets have codes of their own, which no other text holds', () => {
    expect(fold('漢字')).toMatch(/^\{[A-Z]{7}\{[A-Z]{7}$/)
    expect(fold('漢')).not.toBe(fold('字'))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const [one, other] = [fold(a), fold(b)]
        fc.pre(one !== '' && !other.includes('{') && one.includes('{'))
        expect(other).not.toContain(one)
      }),
    )
  })
})

test.each([
  ['АВ-71-004215', 'ab71004215'],
  ['AB–71/004215', 'ab71004215'],
  ['26-000123', '26000123'],
  ['3864 / 2022-10-04', '3864 20221004'],
  ['№3864', '3864'],
  ['30.01.2026.', '30.01.2026'],
  ['Ж.Б.', 'J R'],
  ['«ҚТК»\u00a0АҚ', 'ktk ak'],
  ['О’Коннор', fold('ОКоннор')],
  ['  ', ''],
])('%s is kept as %s', (typed, folded) => {
  expect(fold(typed)).toBe(folded)
})
