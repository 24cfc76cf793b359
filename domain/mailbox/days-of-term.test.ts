import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { daysOfTerm } from './days-of-term.ts'

const calendar = workingCalendar([2026], [])
const friday = plainDate('2026-01-30')

test('overdue ends yesterday, today is one day, the week ends on Sunday', () => {
  expect(daysOfTerm('overdue', friday, calendar)).toEqual({ from: null, to: '2026-01-29' })
  expect(daysOfTerm('today', friday, calendar)).toEqual({ from: friday, to: friday })
  expect(daysOfTerm('week', friday, calendar)).toEqual({ from: friday, to: '2026-02-01' })
  expect(daysOfTerm('week', plainDate('2026-02-01'), calendar)).toEqual({
    from: '2026-02-01',
    to: '2026-02-01',
  })
})

test('soon counts working days: from Friday it reaches Wednesday, not Monday', () => {
  expect(daysOfTerm('soon', friday, calendar)).toEqual({ from: '2026-01-31', to: '2026-02-04' })
})

test('soon ends with the last year whose calendar is known', () => {
  expect(daysOfTerm('soon', plainDate('2026-12-30'), calendar)).toEqual({
    from: '2026-12-31',
    to: '2026-12-31',
  })
})
