import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { isInForce, isLonger, lastDayOf, mandateProblem, mayActFor } from './mandate.ts'

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

test('it is in force from its first day to its last, and one taken back before it began never', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11'].map(day)
  const inForce = (validTo: string | null) =>
    days.map((today) => isInForce({ ...mandate, validTo: validTo === null ? null : day(validTo) }, today))
  expect(inForce('2026-02-10')).toEqual([false, true, true, false])
  expect(inForce('2026-02-01')).toEqual([false, true, false, false])
  expect(inForce('2026-01-31')).toEqual([false, false, false, false])
  expect(inForce(null)).toEqual([false, true, true, true])
})

test('one acts for oneself always, for another by any mandate that is in force', () => {
  const later = { validFrom: day('2026-02-12'), validTo: null }
  const both = { isOneself: false, mandates: [mandate, later] }
  expect(['2026-02-10', '2026-02-11', '2026-02-12'].map((today) => mayActFor(both, day(today)))).toEqual([
    true,
    false,
    true,
  ])
  expect(mayActFor({ isOneself: false, mandates: [] }, day('2026-02-10'))).toBe(false)
  expect(mayActFor({ isOneself: true, mandates: [] }, day('2026-02-10'))).toBe(true)
})
