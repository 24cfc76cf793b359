import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { instantOf, localDate, localDateTime } from '../calendar/instant.ts'
import { loadCalendar, loadHours } from '../calendar/load-calendar.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { isWorkingDay } from '../calendar/working-days.ts'
import { registersAt, registrationDate } from './registration-date.ts'

const calendar = loadCalendar(calendarFile)
const hours = loadHours(calendarFile)
const sameDay = { beforeOpening: 'sameDay' } as const
const literally = { beforeOpening: 'nextWorkingDay' } as const
const sent = (local: string): number => {
  const [date = '', time = ''] = local.split('T')
  return instantOf(plainDate(date), time)
}

describe('§10 registration date', () => {
  test.each(calendarFile.testVectors.registration)(
    '$sentLocal → $registrationDate: $why',
    ({ sentLocal, registrationDate: expected }) => {
      expect(registrationDate(sent(sentLocal), calendar, hours, sameDay)).toEqual({ date: expected })
    },
  )

  test('read literally, before opening means the next working day', () => {
    expect(registrationDate(sent('2026-01-12T08:00:00'), calendar, hours, literally).date).toBe('2026-01-13')
    expect(registrationDate(sent('2026-01-12T09:30:00'), calendar, hours, literally).date).toBe('2026-01-12')
    expect(registrationDate(sent('2026-01-10T08:00:00'), calendar, hours, literally).date).toBe('2026-01-12')
  })

  test('an exclusive closing second is too late', () => {
    const strict = { ...hours, closingInclusive: false }
    expect(registrationDate(sent('2026-01-12T19:00:00'), calendar, strict, sameDay).date).toBe('2026-01-13')
  })

  test('the instant decides, not the reader’s zone: 19:30 at UTC+6 in 2022', () => {
    expect(registrationDate(Date.UTC(2022, 9, 12, 13, 30), calendar, hours, sameDay).date).toBe('2022-10-13')
  })

  test('a year without a calendar never blocks, and says so', () => {
    expect(registrationDate(sent('2027-12-31T20:00:00'), calendar, hours, sameDay)).toEqual({
      date: '2028-01-03',
      missingYear: 2028,
    })
    expect(registrationDate(sent('2027-12-31T12:00:00'), calendar, hours, sameDay)).toEqual({
      date: '2027-12-31',
    })
  })
})

describe('§10 the moment the number is given', () => {
  test.each([
    ['2026-01-12T12:00:00', '2026-01-12T12:00:00'],
    ['2026-01-12T08:00:00', '2026-01-12T09:30:00'],
    ['2026-01-16T20:00:00', '2026-01-19T09:30:00'],
    ['2024-05-04T12:00:00', '2024-05-04T12:00:00'],
  ])('sent %s, numbered %s', (from, to) => {
    expect(registersAt(sent(from), calendar, hours, sameDay)).toBe(sent(to))
  })

  const moments = fc.integer({ min: sent('2022-01-05T00:00:00'), max: sent('2027-12-30T00:00:00') })

  test('on a working day, never before sending, on the registration date', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(sameDay, literally), (sentAt, settings) => {
        const { date } = registrationDate(sentAt, calendar, hours, settings)
        expect(isWorkingDay(date, calendar)).toBe(true)
        expect(date >= localDate(sentAt)).toBe(true)
        const numbered = registersAt(sentAt, calendar, hours, settings)
        expect(numbered).toBeGreaterThanOrEqual(sentAt)
        expect(localDateTime(numbered).date).toBe(date)
      }),
    )
  })

  // Only with sameDay: read literally, 08:00 waits for tomorrow while 10:00 is numbered today.
  test('in order of sending', () => {
    const soon = fc.integer({ min: 0, max: 3 * 86_400_000 })
    fc.assert(
      fc.property(moments, soon, (first, later) => {
        const numbered = registersAt(first, calendar, hours, sameDay)
        expect(numbered).toBeLessThanOrEqual(registersAt(first + later, calendar, hours, sameDay))
      }),
    )
  })
})
