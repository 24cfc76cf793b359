import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { loadCalendar } from '../calendar/load-calendar.ts'
import { addDays, epochDay, plainDate } from '../calendar/plain-date.ts'
import { isWorkingDay } from '../calendar/working-days.ts'
import { dueDate, isToBeTold, workingDaysLeft } from './due-date.ts'

const calendar = loadCalendar(calendarFile)
const working = (value: number) => ({ value, unit: 'workingDays' }) as const
const calendarDays = (value: number) => ({ value, unit: 'calendarDays' }) as const
const registered = fc.integer({ min: 0, max: 2000 }).map((n) => addDays(plainDate('2022-01-05'), n))
const terms = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map(working),
  fc.integer({ min: 1, max: 45 }).map(calendarDays),
)

describe('§10 due date', () => {
  test.each(calendarFile.testVectors.dueDates)(
    '$registrationDate + $workingDays → $dueDate: $why',
    (vector) => {
      const due = dueDate(plainDate(vector.registrationDate), working(vector.workingDays), calendar)
      expect(due).toMatchObject({ date: vector.dueDate })
    },
  )

  test.each(calendarFile.testVectors.registration)('$registrationDate + 15 → $due15WorkingDays', (vector) => {
    const due = dueDate(plainDate(vector.registrationDate), working(15), calendar)
    expect(due).toMatchObject({ date: vector.due15WorkingDays })
  })

  test('calendar days that end on a day off move to the next working day', () => {
    // 10 days from 12 March end on Nauryz, which lasts with its substitutes to the 25th
    expect(dueDate(plainDate('2026-03-12'), calendarDays(10), calendar)).toMatchObject({ date: '2026-03-26' })
    expect(dueDate(plainDate('2026-01-12'), calendarDays(10), calendar)).toMatchObject({ date: '2026-01-22' })
  })

  test('of several terms the earliest wins and is named', () => {
    const due = dueDate(plainDate('2026-01-12'), [working(15), calendarDays(10), working(9)], calendar)
    expect(due).toMatchObject({ date: '2026-01-22', term: calendarDays(10) })
  })

  test('a year without a calendar: to be told, unless a term surely ends before it', () => {
    expect(dueDate(plainDate('2027-12-20'), working(15), calendar)).toEqual({ toBeTold: 2028 })
    expect(dueDate(plainDate('2027-12-25'), calendarDays(10), calendar)).toEqual({ toBeTold: 2028 })
    expect(dueDate(plainDate('2028-01-10'), [working(15), calendarDays(3)], calendar)).toEqual({
      toBeTold: 2028,
    })
    expect(dueDate(plainDate('2027-12-20'), [working(15), working(3)], calendar)).toMatchObject({
      date: '2027-12-23',
    })
  })

  test('no term, or half a day, is a mistake of the caller', () => {
    expect(() => dueDate(plainDate('2026-01-12'), [], calendar)).toThrow(RangeError)
    expect(() => dueDate(plainDate('2026-01-12'), working(0.5), calendar)).toThrow(RangeError)
  })

  test('works, is later, explains every day it passed over', () => {
    fc.assert(
      fc.property(registered, terms, (day, term) => {
        const due = dueDate(day, term, calendar)
        if (isToBeTold(due)) return expect(due.toBeTold).toBe(2028)
        expect(isWorkingDay(due.date, calendar)).toBe(true)
        const passed = epochDay(due.date) - epochDay(day)
        if (term.unit === 'workingDays') expect(passed - due.skipped.length).toBe(term.value)
        else expect(passed).toBeGreaterThanOrEqual(term.value)
        expect(due.skipped.some(({ date }) => isWorkingDay(date, calendar) !== false)).toBe(false)
      }),
    )
  })

  test('registered later or with a longer term, never due earlier', () => {
    fc.assert(
      fc.property(registered, terms, fc.nat(9), fc.nat(9), (day, term, laterBy, longerBy) => {
        const due = dueDate(day, term, calendar)
        const later = dueDate(addDays(day, laterBy), { ...term, value: term.value + longerBy }, calendar)
        if (isToBeTold(due)) return expect(isToBeTold(later)).toBe(true)
        if (!isToBeTold(later)) expect(later.date >= due.date).toBe(true)
      }),
    )
  })
})

describe('working days left', () => {
  test.each([
    ['2026-03-20', '2026-03-26', { kind: 'left', days: 1 }],
    ['2026-03-26', '2026-03-26', { kind: 'today' }],
    ['2026-03-27', '2026-03-26', { kind: 'overdue', days: 1 }],
    ['2026-01-17', '2026-01-16', { kind: 'overdue', days: 0 }],
    ['2027-12-30', '2028-01-10', { missingYear: 2028 }],
  ])('on %s, due %s', (today, due, expected) => {
    expect(workingDaysLeft(plainDate(today), plainDate(due), calendar)).toEqual(expected)
  })
})
