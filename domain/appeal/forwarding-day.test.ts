import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { forwardingDay } from './forwarding-day.ts'

const name = { kk: 'Мереке', ru: 'Праздник', en: 'Holiday' }
const holiday = { date: plainDate('2026-03-09'), working: false, name, why: '', uncertain: false }
const calendar = workingCalendar([2026], [holiday])

test.each([
  ['2026-03-02', '2026-03-05'],
  // Over a weekend and a holiday.
  ['2026-03-05', '2026-03-11'],
  ['2026-03-06', '2026-03-12'],
])('registered on %s, forwarded in time until %s', (registered, until) => {
  expect(forwardingDay(plainDate(registered), calendar)).toBe(until)
})

test('without the calendar of the year it is not guessed', () => {
  expect(forwardingDay(plainDate('2026-12-30'), calendar)).toEqual({ missingYear: 2027 })
})
