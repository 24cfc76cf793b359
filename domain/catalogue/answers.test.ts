import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarJson from '../../data/calendar-kz.json' with { type: 'json' }
import { answerPrinter } from '../../words/answer-printer.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { holds, meets } from '../condition.ts'
import { checkAnswers } from './check-answers.ts'
import type { Answers, Field } from './field.ts'
import { askedAnswers, keptAnswers, startAnswers } from './kept-answers.ts'
import { normalAnswers } from './normal-answers.ts'
import { printAnswer } from './print-answer.ts'

const label = { kk: 'Өріс', ru: 'Поле', en: 'Field' }
const contract = { id: 'c1', number: 'АВ 71', date: plainDate('2019-08-14') }
const appeal = {
  id: 'a1',
  label: '7 / 2026-01-09 – Төлем',
  inSentence: { kk: '2026 жылғы 9 қаңтардағы № 7', ru: '№ 7 от 09.01.2026' },
  alone: { kk: '№ 7, 2026 жылғы 9 қаңтар', ru: '№ 7 от 09.01.2026' },
}
const facts = {
  today: plainDate('2026-01-12'),
  calendar: loadCalendar(calendarJson),
  contracts: [contract],
  appeals: [appeal],
}
const print = answerPrinter(facts)
const field = (more: Partial<Field> & { type: Field['type'] }): Field =>
  ({ code: 'f', label, required: true, ...more }) as Field
const codes = (one: Field, answers: Answers): string[] =>
  checkAnswers({ fields: [one] }, answers, facts).map(({ refusal }) => refusal.code)
const kept = (one: Field, answer: Answers[string]) => normalAnswers({ fields: [one] }, { f: answer }).f

const spaced = (number: number): fc.Arbitrary<string> =>
  fc
    .constantFrom('', ' ', '\u00a0', '\u202f')
    .map((blank) => String(number).replace(/\B(?=(\d{3})+$)/g, blank))

describe('§5 money, numbers, accounts, phones: as people type them', () => {
  const money = field({ type: 'money', validation: { min: 1, max: 999_999_999 } })

  test('a sum with any blanks, comma or point is kept as its tiyn; out of bounds it is refused', () => {
    const sum = fc.tuple(fc.integer({ min: 0, max: 2_000_000_000 }), fc.integer({ min: 0, max: 99 }))
    fc.assert(
      fc.property(
        sum.chain(([whole, part]) =>
          fc.tuple(fc.constant(whole), fc.constant(part), spaced(whole), fc.constantFrom(',', '.')),
        ),
        ([whole, part, typed, mark]) => {
          const text = `${typed}${mark}${String(part).padStart(2, '0')}`
          const tiyn = whole * 100 + part
          const right = tiyn >= 100 && tiyn <= 99_999_999_900
          expect(codes(money, { f: text })).toEqual(right ? [] : ['amount_out_of_range'])
          expect(kept(money, ` ${text} `)).toBe(String(tiyn))
        },
      ),
    )
  })

  test('what is no sum never passes, and is never kept as another number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 ,.-+eEkтг₸'), minLength: 1 }), (text) => {
        const wrong = codes(money, { f: text })
        const tiyn = kept(money, text)
        if (wrong.length === 0) {
          const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
          expect(Number(tiyn)).toBe(Math.round(Number(bare) * 100))
        }
      }),
    )
  })

  test('a whole number within its bounds', () => {
    const integer = field({ type: 'integer', validation: { min: -5, max: 12_000 } })
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }).chain((n) => fc.tuple(fc.constant(n), spaced(n))),
        ([n, text]) => {
          expect(codes(integer, { f: text })).toEqual(n >= -5 && n <= 12_000 ? [] : ['number_out_of_range'])
          expect(kept(integer, text)).toBe(String(n))
        },
      ),
    )
    expect(['1.0', '1e3', '٣', '0x10', '½'].map((text) => codes(integer, { f: text }))).toEqual(
      Array(5).fill(['number_invalid']),
    )
  })

  test('an account in any case and grouping is kept in capitals; one character changed is refused', () => {
    const iban = field({ type: 'iban' })
    const right = 'KZ58998KZT1234567890'
    const typed = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 }))
    fc.assert(
      fc.property(
        typed,
        fc.integer({ min: 0, max: 19 }),
        fc.constantFrom(...'0123456789ABCDEFГКТ'),
        ([small, size], at, other) => {
          const text = right.replace(new RegExp(`.{${size}}`, 'g'), '$& ')
          expect(codes(iban, { f: small ? text.toLowerCase() : text })).toEqual([])
          expect(kept(iban, text.toLowerCase())).toBe(right)
          // The check digits see every change of a digit into a digit, and of a letter into a letter.
          const alike = /\d/.test(other) === /\d/.test(right[at] ?? '')
          if (!alike) return
          const changed = right.slice(0, at) + other + right.slice(at + 1)
          expect(codes(iban, { f: changed })).toEqual(changed === right ? [] : ['iban_invalid'])
        },
      ),
    )
  })

  test('a number of Kazakhstan, however it is written, is kept as +7…', () => {
    const phone = field({ type: 'phone' })
    const digits = fc
      .tuple(fc.constantFrom('6', '7'), fc.stringMatching(/^\d{9}$/))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(digits, fc.constantFrom('+7', '8'), (number, begin) => {
        const written = `${begin} (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6, 8)}-${number.slice(8)}`
        expect(codes(phone, { f: written })).toEqual([])
        expect(kept(phone, written)).toBe(`+7${number}`)
        expect(codes(phone, { f: `+7${number}0` })).toEqual(['phone_invalid'])
      }),
    )
  })
})

describe('§5, §7 conditions', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 3 })

  test('x and !x never hold both, and neither holds for nothing', () => {
    fc.assert(
      fc.property(word, word, (expected, answer) => {
        expect(meets(expected, answer)).toBe(answer === expected)
        expect(meets(`!${expected}`, answer)).toBe(answer !== expected)
        for (const nothing of [undefined, '', '  ', []]) {
          expect(meets(expected, nothing) || meets(`!${expected}`, nothing)).toBe(false)
        }
      }),
    )
  })

  test('contains: the list holds it; a text never does', () => {
    fc.assert(
      fc.property(word, fc.array(word), (expected, list) => {
        expect(meets(`contains:${expected}`, list)).toBe(list.includes(expected))
        expect(meets(`contains:${expected}`, expected)).toBe(false)
        expect(holds({ a: `contains:${expected}`, b: expected }, { a: list, b: expected })).toBe(
          list.includes(expected),
        )
      }),
    )
  })
})

describe('§5 lists, rows and references', () => {
  const options = ['name', 'phone'].map((value) => ({
    value,
    label: { kk: `${value}-kk`, ru: value, en: value },
  }))
  const many = field({ type: 'multiselect', options })
  const rows = field({
    type: 'group',
    validation: { minItems: 1, maxItems: 2 },
    items: [
      { code: 'who', type: 'text', label, required: true },
      { code: 'iin', type: 'iin', label: { kk: 'ЖСН', ru: 'ИИН', en: 'IIN' }, required: true },
      { code: 'since', type: 'date', label, required: false, validation: { max: 'today' } },
    ],
  })

  test('a list is kept in the order of the options, each once, and printed by their words', () => {
    expect(kept(many, ['phone', 'name', 'phone'])).toEqual(['name', 'phone'])
    expect(printAnswer(many, ['phone', 'name'], 'kk', print)).toBe('name-kk, phone-kk')
    expect(codes(many, { f: [] })).toEqual(['required'])
    expect(codes(many, { f: 'name' })).toEqual(['required'])
  })

  test('each row is told of at its own place', () => {
    const wrong = checkAnswers(
      { fields: [rows] },
      { f: [{ who: 'А', iin: '881231270015' }, { iin: '1' }] },
      facts,
    )
    expect(wrong.map(({ field: at, refusal }) => [at, refusal.code])).toEqual([
      ['f.1.who', 'required'],
      ['f.1.iin', 'iin_length'],
    ])
    expect(codes(rows, { f: [{}, {}, {}] })).toEqual(['items_too_many'])
  })

  test('rows are printed as a numbered list, bare numbers by their names (docs/domain.md 5.3)', () => {
    const answer = [
      { who: 'Иманбекова Сәуле', iin: '8812 3127 0015' },
      { who: 'Иманбеков Арман', iin: '770308170203', since: '' },
    ]
    expect(printAnswer(rows, answer, 'ru', print)).toBe(
      '1. Иманбекова Сәуле, ИИН\u00a0881231270015;\n2. Иманбеков Арман, ИИН\u00a0770308170203',
    )
    expect(kept(rows, answer)).toEqual([
      { who: 'Иманбекова Сәуле', iin: '881231270015' },
      { who: 'Иманбеков Арман', iin: '770308170203' },
    ])
  })

  test('a contract and an appeal read otherwise within a sentence and after a colon', () => {
    const ofContract = field({ type: 'contractRef' })
    expect(printAnswer(ofContract, 'c1', 'kk', print, ' шарты бойынша')).toBe(
      '2019 жылғы 14 тамыздағы №\u00a0АВ\u00a071',
    )
    expect(printAnswer(ofContract, 'c1', 'kk', print)).toBe('№\u00a0АВ\u00a071, 2019 жылғы 14 тамыз')
    expect(printAnswer(ofContract, 'c1', 'ru', print)).toBe('№\u00a0АВ\u00a071 от 14.08.2019')
    expect(printAnswer(field({ type: 'appealRef' }), 'a1', 'kk', print, ' өтінішімді')).toBe(
      appeal.inSentence.kk,
    )
    expect(printAnswer(field({ type: 'appealRef' }), 'a1', 'kk', print)).toBe(appeal.alone.kk)
    expect(codes(ofContract, { f: 'c2' })).toEqual(['option_unknown'])
  })
})

describe('what a draft keeps', () => {
  const choice = (values: string[]): Field =>
    field({ type: 'select', options: values.map((value) => ({ value, label })) })

  test('a change of type keeps the same field of the same kind, with an option that both know', () => {
    const before = { fields: [choice(['a', 'b'])] }
    const after = { fields: [choice(['b', 'c'])] }
    expect(keptAnswers({ f: 'b' }, before, after)).toEqual({ f: 'b' })
    expect(keptAnswers({ f: 'a' }, before, after)).toEqual({})
    expect(keptAnswers({ f: 'b' }, before, { fields: [field({ type: 'text' })] })).toEqual({})
  })

  test('an answer of another shape, or to a field that is not there, is not kept', () => {
    const type = { fields: [field({ type: 'text' })] }
    expect(askedAnswers({ f: ['a'], g: 'b' }, type)).toEqual({})
    expect(askedAnswers({ f: 'a' }, type)).toEqual({ f: 'a' })
  })

  test('a fresh draft starts with what the catalogue sets beforehand', () => {
    const fields = [
      field({ type: 'date', code: 'on', default: 'today' }),
      field({ type: 'radio', code: 'in', default: 'kk', options: [] }),
      field({ type: 'text' }),
    ]
    expect(startAnswers({ fields }, facts.today)).toEqual({ on: '2026-01-12', in: 'kk' })
  })
})
