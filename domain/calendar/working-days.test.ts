import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { loadCalendar, loadHours, markedDays } from './load-calendar.ts'
import { addDays, type PlainDate, plainDate } from './plain-date.ts'
import {
  addWorkingDays,
  countWorkingDays,
  isMissingYear,
  isWorkingDay,
  sameOrNextWorkingDay,
  sameOrPreviousWorkingDay,
  skippedDays,
  workingCalendar,
} from './working-days.ts'

const calendar = loadCalendar(calendarFile)
const covered = fc.integer({ min: 0, max: 2100 }).map((n) => addDays(plainDate('2022-01-05'), n))

function daysOf(year: string): PlainDate[] {
  const days: PlainDate[] = []
  for (let day = plainDate(`${year}-01-01`); day.startsWith(year); day = addDays(day, 1)) days.push(day)
  return days
}

describe('the shipped calendar', () => {
  test.each(Object.entries(calendarFile.years))('%s has the published counts and lists', (year, expected) => {
    const days = daysOf(year)
    const working = days.filter((day) => isWorkingDay(day, calendar))
    const byMonth = Array.from(
      { length: 12 },
      (_, m) => working.filter((day) => Number(day.slice(5, 7)) === m + 1).length,
    )
    expect(days).toHaveLength(expected.counts.calendarDays)
    expect(working).toHaveLength(expected.counts.workingDays)
    expect(byMonth).toEqual(expected.counts.workingDaysByMonth)
    const weekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())
    expect(days.filter((day) => !weekend(day) && !isWorkingDay(day, calendar))).toEqual(expected.weekdaysOff)
    expect(working.filter(weekend)).toEqual(expected.workingWeekendDays)
  })

  test('marks no day twice', () => {
    const dates = markedDays(calendarFile).map((day) => day.date)
    expect(new Set(dates).size).toBe(dates.length)
  })

  test('opens 09:30–19:00, the last second included', () => {
    expect(loadHours(calendarFile)).toEqual({ opens: '09:30:00', closes: '19:00:00', closingInclusive: true })
  })
})

describe('working days', () => {
  test('a year without a calendar is said, never guessed', () => {
    expect(isWorkingDay(plainDate('2028-01-12'), calendar)).toBeNull()
    expect(sameOrNextWorkingDay(plainDate('2028-01-01'), calendar)).toEqual({ missingYear: 2028 })
    expect(sameOrPreviousWorkingDay(plainDate('2021-12-31'), calendar)).toEqual({ missingYear: 2021 })
    expect(addWorkingDays(plainDate('2027-12-20'), 15, calendar)).toEqual({ missingYear: 2028 })
    expect(skippedDays(plainDate('2027-12-31'), plainDate('2028-01-01'), calendar)).toEqual({
      missingYear: 2028,
    })
    expect(countWorkingDays(plainDate('2027-12-31'), plainDate('2028-01-01'), calendar)).toEqual({
      missingYear: 2028,
    })
  })

  test('a working Sunday and a swapped day off are data', () => {
    expect(sameOrNextWorkingDay(plainDate('2025-01-03'), calendar)).toBe('2025-01-05')
    expect(sameOrPreviousWorkingDay(plainDate('2025-01-04'), calendar)).toBe('2024-12-31')
    expect(sameOrPreviousWorkingDay(plainDate('2025-01-05'), calendar)).toBe('2025-01-05')
  })

  test('Nauryz 2026 by name, plain weekends as such', () => {
    const skipped = skippedDays(plainDate('2026-03-20'), plainDate('2026-03-29'), calendar)
    if (isMissingYear(skipped)) throw new Error('2026 is covered')
    expect(skipped.map(({ date, why }) => [date, why === 'weekend' ? why : why.kk])).toEqual([
      ['2026-03-21', 'Наурыз мейрамы'],
      ['2026-03-22', 'Наурыз мейрамы'],
      ['2026-03-23', 'Наурыз мейрамы'],
      ['2026-03-24', 'Наурыз мейрамы'],
      ['2026-03-25', 'Наурыз мейрамы'],
      ['2026-03-28', 'weekend'],
      ['2026-03-29', 'weekend'],
    ])
  })

  test('a later mark on a day replaces the earlier', () => {
    const name = { kk: 'а', ru: 'б', en: 'c' }
    const day = { date: plainDate('2030-01-05'), name, why: '', uncertain: false }
    const edited = workingCalendar(
      [2030, 2030],
      [
        { ...day, working: false },
        { ...day, working: true },
      ],
    )
    expect(edited.years).toEqual([2030])
    expect(isWorkingDay(day.date, edited)).toBe(true)
  })

  test('the n-th working day works, is later, and is n working days away', () => {
    fc.assert(
      fc.property(covered, fc.integer({ min: 1, max: 30 }), (date, count) => {
        const end = addWorkingDays(date, count, calendar)
        if (isMissingYear(end)) return expect(end.missingYear).toBe(2028)
        expect(end > date).toBe(true)
        expect(isWorkingDay(end, calendar)).toBe(true)
        expect(countWorkingDays(date, end, calendar)).toBe(count)
        const skipped = skippedDays(date, end, calendar)
        if (isMissingYear(skipped)) throw new Error('covered')
        expect(addDays(date, count + skipped.length)).toBe(end)
      }),
    )
  })

  test.each([0, -1, 1.5])('%s is not a count of working days', (count) => {
    expect(() => addWorkingDays(plainDate('2026-01-12'), count, calendar)).toThrow(RangeError)
  })
})
