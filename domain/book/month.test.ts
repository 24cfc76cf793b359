import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { isMonthOver } from './month.ts'

// docs/decisions/0031
test.each([
  [{ year: 2026, month: 1 }, '2026-01-31', false],
  [{ year: 2026, month: 1 }, '2026-02-01', true],
  [{ year: 2025, month: 12 }, '2025-12-31', false],
  [{ year: 2025, month: 12 }, '2026-01-01', true],
  [{ year: 2027, month: 1 }, '2026-12-31', false],
] as const)('month %j on %s is over: %s', (month, today, over) => {
  expect(isMonthOver(month, plainDate(today))).toBe(over)
})
