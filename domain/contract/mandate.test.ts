import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { isLonger, lastDayOf, mandateProblem } from './mandate.ts'

const day = plainDate
const mandate = {
  person: '850412170014',
  party: '921125270019',
  validFrom: day('2026-02-01'),
  validTo: day('2026-02-10'),
}

test('a mandate is another’s, and its last day is not before its first', () => {
  expect(mandateProblem(mandate)).toBeNull()
  expect(mandateProblem({ ...mandate, validTo: null })).toBeNull()
  expect(mandateProblem({ ...mandate, validTo: mandate.validFrom })).toBeNull()
  expect(mandateProblem({ ...mandate, validTo: day('2026-01-31') })).toBe('mandate_dates')
  expect(mandateProblem({ ...mandate, person: mandate.party })).toBe('mandate_of_oneself')
})

test('it may end earlier than was entered, never later', () => {
  expect(isLonger(day('2026-02-10'), day('2026-02-10'))).toBe(false)
  expect(isLonger(day('2026-02-09'), day('2026-02-10'))).toBe(false)
  expect(isLonger(day('2026-02-11'), day('2026-02-10'))).toBe(true)
  expect(isLonger(null, day('2026-02-10'))).toBe(true)
  expect(isLonger(day('2026-02-11'), null)).toBe(false)
  expect(isLonger(null, null)).toBe(false)
})

test('taken back before it begins, it is never in force', () => {
  expect(lastDayOf(day('2026-02-01'), day('2026-02-01'))).toBe('2026-02-01')
  expect(lastDayOf(day('2026-02-01'), day('2026-03-05'))).toBe('2026-03-05')
  expect(lastDayOf(day('2026-02-01'), day('2026-01-31'))).toBe('2026-01-31')
  expect(lastDayOf(day('2026-02-01'), day('2025-06-30'))).toBe('2026-01-31')
})
