import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relationsFor } from '../appeal/rights.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { staffRoles } from '../person/role.ts'
import { foldedCard, foldedLetter, partsSearchedBy, type SearchedAppeal } from './searchable.ts'
import { snippet } from './snippet.ts'
import { wordsOfQuery } from './words-of-query.ts'

const letter = [
  'Кімге: «ҚТК» АҚ\u00a0басқармасына',
  'Сапарова Айгерім, ЖСН: 921125270019, тел.: +7\u00a0701\u00a0555\u00a001\u00a002',
  'Бесінші қабатта шатырдан су ағады, көршім Ұлбала да оны екі рет көрді және суретке түсіріп алған екен.',
  'Көк-жасыл құбыр 28.12.2025 жарылды.',
].join('\n')
const appeal: SearchedAppeal = {
  number: 3864,
  coupon: { year: 2026, number: 123 },
  contractNumber: 'АВ-71-004215',
  outgoing: [],
  subject: 'Шатыр туралы',
  client: { family: 'Сапарова', given: 'Айгерім', patronymic: null },
  executor: null,
  category: { kk: 'Жалпы өтініштер', ru: 'Общие обращения', en: 'General appeals' },
  type: { kk: 'Еркін форматтағы өтініш', ru: 'Свободный формат', en: 'Free format' },
  dates: [plainDate('2026-01-12')],
  letter,
  fileNames: ['Сурет №7.pdf'],
}
const found = (query: string) => snippet(letter, foldedCard(appeal), wordsOfQuery(query))

describe('what of a letter was found', () => {
  test('is around the word, in whole words', () => {
    expect(found('ульбала')).toBeNull()
    expect(found('улбала')).toBe(
      '…қабатта шатырдан су ағады, көршім Ұлбала да оны екі рет көрді және суретке түсіріп алған екен. Көк-жасыл құбыр 28.12.2025 жарылды.',
    )
    expect(found('жасыл')).toContain('Көк-жасыл')
    expect(found('2025-12-28')).toContain('28.12.2025')
    expect(found('кимге')).toMatch(/^Кімге: /)
  })

  test('is not told where the row shows the words itself', () => {
    expect(found('сапарова')).toBeNull()
    expect(found('3864')).toBeNull()
    expect(found('шатыр')).toBeNull()
    expect(found('сапарова көршім')).toContain('көршім')
  })

  test('never shows an IIN or a phone', () => {
    expect(found('тел')).toMatch(/тел/)
    for (const query of ['жсн', 'тел', 'кимге', 'бесинши', '921125270019', '77015550102']) {
      expect(found(query) ?? '').not.toMatch(/\d{6}|555/)
    }
  })

  test('is bounded, whatever the letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ maxLength: 3 }),
        (text, query) => {
          const shown = snippet(`${text} ${query} ${text}`, '', wordsOfQuery(query))
          expect((shown ?? '').length).toBeLessThanOrEqual(142)
        },
      ),
    )
  })
})

describe('what is kept for search', () => {
  test('the card by its fields, the letter apart, an IIN and a phone in neither', () => {
    const [card, words] = [foldedCard(appeal), foldedLetter(appeal)]
    expect(card).toMatch(/^ 3864 26000123 26123 26 000123 ab71004215 ab714215 ab 71 004215 /)
    expect(card).toContain(' 12.01.2026 ')
    expect(card).not.toContain('Ulbala')
    for (const kept of [card, words]) expect(kept).not.toMatch(/921125|555|01 02/)
    expect(words).toContain(' cypet 7 pdf ')
  })

  test('who searches what', () => {
    expect(partsSearchedBy(['client'], 'list')).toEqual(['card', 'letter'])
    for (const role of ['registrar', 'executor', 'head', 'auditor']) {
      expect(partsSearchedBy([role], 'list'), role).toEqual(['card', 'letter', 'person'])
    }
    expect(partsSearchedBy(['callCentre'], 'list')).toEqual([])
    expect(partsSearchedBy(['callCentre'], 'card')).toEqual(['person', 'number'])
    for (const act of ['list', 'card'] as const) {
      expect(partsSearchedBy(['administrator', 'catalogueKeeper', 'system'], act)).toEqual([])
    }
  })

  test('who reads letters reads those of all that they list: one search serves both', () => {
    for (const role of staffRoles) {
      const [listed, read] = (['list', 'readLetter'] as const).map((act) => [
        ...relationsFor([role], act, false),
      ])
      if (read?.length !== 0) expect(read, role).toEqual(listed)
    }
  })
})
