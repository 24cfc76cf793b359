import { expect, test } from 'vitest'
import { assign as words } from '../../../words/kk/assign.ts'
import { namesOf, type WorkRow } from './work-row.ts'

const row = (number: number | null, dueDate: string | null): WorkRow => ({
  id: String(number),
  number,
  coupon: 'Т-2026-15',
  dueDate,
})

test('the head names them by number, the nearest day at the one that has it', () => {
  const rows = [row(369, '2026-02-03'), row(366, '2026-02-19'), row(377, '2026-02-03')]
  expect(namesOf(rows, words)).toBe('№ 369 (мерзімі 03.02.2026), № 366, № 377. Ең жақын мерзім: 03.02.2026')
})

test('many are counted; what has no number yet is named by its coupon; no term, no day', () => {
  const many = Array.from({ length: 9 }, (_, n) => row(n + 1, '2026-02-03'))
  expect(namesOf(many, words)).toMatch(/№ 6, тағы: 3\. Ең жақын мерзім/)
  expect(namesOf([row(null, null), row(2, null)], words)).toBe('№ Т-2026-15, № 2')
  expect(namesOf([row(7, '2026-02-03')], words)).toBe('№ 7 (мерзімі 03.02.2026)')
})
