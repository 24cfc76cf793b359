import { expect, test } from 'vitest'
import { staffKeyRefusal } from './staff-key.ts'

const own = '990140990016'
const another = { code: 'key_of_another_company' }

test.each([
  ['the company’s own key', { ofCompany: true, bin: own }, null],
  ['a private person’s key', { ofCompany: false, bin: null }, null],
  ['another company’s key', { ofCompany: true, bin: '050540004455' }, another],
  ['a key of a company that it does not name, or of two', { ofCompany: true, bin: null }, another],
] as const)('%s', (_, key, refusal) => {
  expect(staffKeyRefusal(key, own)).toEqual(refusal)
})
