import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { numbersOfQuery } from './whole-number.ts'
import { wordsOfQuery } from './words-of-query.ts'

const texts = (query: string) => wordsOfQuery(query).map((word) => word.texts)

describe('words of a query', () => {
  test.each([
    '30.01.2026',
    '30.1.2026',
    '30.01.26',
    '30/01/2026',
    '30-01-2026',
    '2026-01-30',
    '2026/01/30',
    '2026 жылғы 30 қаңтар',
    '2026 жылғы 30 қаңтардағы',
    '2026 жылгы 30 кантар',
    '2026 ж. 30 қаңтар',
    '30 января 2026 года',
    '30 январь 2026',
    '30 January 2026',
    'January 30, 2026',
  ])('%s is one day', (query) => {
    expect(texts(query)).toEqual([expect.arrayContaining(['30.01.2026'])])
  })

  test.each([
    ['30 қаңтар', '30.01.'],
    ['қаңтар 2026', '.01.2026'],
    ['2026-01', '.01.2026'],
    ['29 февраля', '29.02.'],
  ])('%s is a day or a month', (query, shown) => {
    expect(texts(query)).toEqual([expect.arrayContaining([shown])])
  })

  test.each(['30-02-2026', '31/04/2026', 'АВ-71-004215', '26-000123', '15 Марат', '0 қаңтар'])(
    '%s is no date',
    (query) => {
      expect(texts(query).flat().join('|')).not.toMatch(/\.\d\d\./)
    },
  )

  test('a number with its date, however joined', () => {
    const both = [expect.arrayContaining(['04.10.2022']), [' 3864 ']]
    for (const query of [
      '3864 / 2022-10-04',
      '3864/2022-10-04',
      '№3864 от 04.10.2022',
      '№ 3864, 2022 жылғы 4 қазан',
    ]) {
      expect(texts(query), query).toEqual(both)
    }
  })

  test.each([
    '+7 701 111 22 33',
    '8 701 111-22-33',
    '8(701)1112233',
    '7011112233',
    '+77011112233',
    '77011112233',
  ])('%s is a phone', (query) => {
    expect(wordsOfQuery(query)).toEqual([expect.objectContaining({ phone: '+77011112233' })])
    expect(wordsOfQuery(`${query} төлем`).map(({ phone }) => phone)).toEqual(['+77011112233', undefined])
  })

  test.each(['921125270019', '921125 270019'])('%s is an IIN', (query) => {
    expect(wordsOfQuery(query)).toEqual([{ texts: ['921125270019'], iin: '921125270019' }])
  })

  test.each(['92112527001', '9211252700190', 'АВ921125270019', '9211'])('%s is no IIN', (query) => {
    expect(wordsOfQuery(query).some(({ iin }) => iin !== undefined)).toBe(false)
  })

  test('zeros in front say nothing of a whole number', () => {
    expect(texts('003864')).toEqual([['003864', ' 3864 ']])
  })

  test('one or two signs begin a word', () => {
    expect(texts('ж 12')).toEqual([[' J'], [' 12 ']])
  })

  test('never more than so many, never empty, and of no text that LIKE would read', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })),
        (query) => {
          const words = wordsOfQuery(query)
          expect(words.length).toBeLessThanOrEqual(12)
          for (const text of words.flatMap((word) => word.texts)) expect(text).toMatch(/^[ a-zA-Z0-9.{]+$/)
        },
      ),
    )
  })

  test('a text holds the words of every query made of its words', () => {
    const word = fc.stringMatching(/^[а-яәғқңөұүһі]{1,12}$/u)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), fc.gen(), (words, gen) => {
        const kept = ` ${fold(words.join(' '))} `
        const query = gen(fc.shuffledSubarray, words, { minLength: 1 }).join(' ')
        for (const { texts: any } of wordsOfQuery(query))
          expect(any.some((one) => kept.includes(one))).toBe(true)
      }),
    )
  })
})

describe('one whole number', () => {
  test.each([
    ['3864', [{ of: 'registration', number: 3864, date: null }]],
    ['№ 3864', [{ of: 'registration', number: 3864, date: null }]],
    ['003864', [{ of: 'registration', number: 3864, date: null }]],
    ['3864 / 2022-10-04', [{ of: 'registration', number: 3864, date: '2022-10-04' }]],
    ['3864 от 04.10.2022', [{ of: 'registration', number: 3864, date: '2022-10-04' }]],
    ['№ Ш-26-000123', [{ of: 'outgoing', prefix: 'Ш', year: 2026, number: 123 }]],
    [
      '26000123',
      [
        { of: 'coupon', year: 2026, number: 123 },
        { of: 'registration', number: 26000123, date: null },
      ],
    ],
    ['921125270019', [{ of: 'iin', iin: '921125270019' }]],
    ['8 701 111 22 33', [{ of: 'phone', phone: '+77011112233' }]],
  ])('%s', (query, numbers) => {
    expect(numbersOfQuery(query)).toEqual(numbers)
  })

  test.each([
    '',
    'Сапарова',
    '3864 төлем',
    '04.10.2022',
    '921125270019 төлем',
    'АВ-71-004215-1',
    '0',
    '26-0',
    'Ш-26-0',
  ])('%s is none', (query) => {
    expect(numbersOfQuery(query)).toEqual([])
  })
})
