import { expect, test } from 'vitest'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import type { Field } from '../../../../domain/catalogue/field.ts'
import { languages } from '../../../../domain/language.ts'
import { sayAnswer } from './say-answer.ts'

const label = (name: string) => ({ kk: `${name}-kk`, ru: `${name}-ru`, en: `${name}-en` })
const references = {
  contracts: [{ id: 'c1', number: 'АВ 71', date: plainDate('2019-08-14') }],
  appeals: [
    {
      id: 'a1',
      label: '7 / 2026-01-09 – Төлем',
      inSentence: { kk: '2026 жылғы 9 қаңтардағы № 7', ru: '№ 7 от 09.01.2026' },
      alone: { kk: '№ 7, 2026 жылғы 9 қаңтар', ru: '№ 7 от 09.01.2026' },
    },
  ],
}
const persons: Field = {
  code: 'persons',
  type: 'group',
  label: label('persons'),
  required: true,
  items: [
    { code: 'iin', type: 'iin', label: label('iin'), required: true },
    {
      code: 'kin',
      type: 'select',
      label: label('kin'),
      required: true,
      options: [{ value: 'son', label: label('son') }],
    },
    { code: 'sum', type: 'money', label: label('sum'), required: true },
  ],
}

test('the screen says labels, options and sums in its own language, in rows too', () => {
  const answer = [{ iin: '881231270015', kin: 'son', sum: '1500,5' }]
  expect(sayAnswer(persons, answer, 'en', references)).toBe(
    '1. iin-en\u00a0881231270015, son-en, 1\u00a0500.50\u00a0₸',
  )
  expect(sayAnswer(persons, answer, 'ru', references)).toMatch(/^1\. iin-ru\u00a0881231270015, son-ru, /)
})

test('a contract and an appeal are named in the language of the screen, English too', () => {
  const contract: Field = { code: 'c', type: 'contractRef', label: label('c'), required: true }
  const appeal: Field = { code: 'a', type: 'appealRef', label: label('a'), required: true }
  const said = (field: Field, id: string) =>
    languages.map((language) => sayAnswer(field, id, language, references))
  expect(said(appeal, 'a1')).toEqual([
    '№ 7, 2026 жылғы 9 қаңтар',
    '№ 7 от 09.01.2026',
    '7 / 2026-01-09 – Төлем',
  ])
  expect(said(contract, 'c1')).toEqual([
    '№\u00a0АВ\u00a071, 2019 жылғы 14 тамыз',
    '№\u00a0АВ\u00a071 от 14.08.2019',
    '№\u00a0АВ\u00a071, 14 August 2019',
  ])
})
