import { expect, test } from 'vitest'
import type { AppealType } from '../../../../domain/catalogue/appeal-type.ts'
import { answers as en } from '../../../../words/en/answers.ts'
import { answers as kk } from '../../../../words/kk/answers.ts'
import { fieldName, sayNotChosen } from './field-name.ts'

const label = (text: string) => ({ kk: text, ru: text, en: text })
const iin = { code: 'iin', type: 'iin', label: label('ЖСН'), required: true } as const
const type: Pick<AppealType, 'fields'> = {
  fields: [
    { code: 'amount', type: 'money', label: label('Сома'), required: true },
    { code: 'persons', type: 'group', label: label('Адамдар'), required: true, items: [iin] },
    { code: 'things', type: 'group', label: label('Заттар'), required: true, items: [iin] },
  ],
}

test('a field is called by its label, a row’s field by its row too', () => {
  expect(fieldName(type, 'amount', 'kk', kk)).toBe('Сома')
  expect(fieldName(type, 'persons', 'kk', kk)).toBe('Адамдар')
  expect(fieldName(type, 'persons.0.iin', 'kk', kk)).toBe('1-адам. ЖСН')
  expect(fieldName(type, 'persons.11.iin', 'en', en)).toBe('Person 12. ЖСН')
  expect(fieldName(type, 'things.1.iin', 'kk', kk)).toBe('2-жазба. ЖСН')
  expect(fieldName(type, 'nothing', 'kk', kk)).toBeNull()
})

test('a question is to be answered, not filled in', () => {
  const options = [{ value: 'a', label: label('А') }]
  const asked: Pick<AppealType, 'fields'> = {
    fields: [
      { code: 'kind', type: 'radio', label: label('Түрі'), required: true, options },
      { code: 'what', type: 'multiselect', label: label('Не өзгерді'), required: true, options },
      { code: 'text', type: 'text', label: label('Мәтін'), required: true },
    ],
  }
  expect(sayNotChosen(asked, 'kind', 'Түрі', kk)).toBe('Түрі: біреуін таңдаңыз.')
  expect(sayNotChosen(asked, 'what', 'Не өзгерді', kk)).toBe('Не өзгерді: кемінде біреуін белгілеңіз.')
  expect(sayNotChosen(asked, 'text', 'Мәтін', kk)).toBeNull()
})
