import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  epochDay,
  fromEpochDay,
  monthLength,
  parsePlainDate,
  partsOf,
  plainDate,
  plainDateOf,
  weekday,
} from './plain-date.ts'

const dates = fc
  .integer({ min: epochDay(plainDate('0002-01-01')), max: epochDay(plainDate('9998-12-31')) })
  .map(fromEpochDay)

describe('a plain date', () => {
  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parsePlainDate(text)).toBe(text)
  })

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '2026-01-01\n',
    '',
  ])('%j does not', (text) => expect(parsePlainDate(text)).toBeNull())

  test('plainDate throws where parsePlainDate is silent', () => {
    expect(() => plainDate('2026-02-30')).toThrow(RangeError)
    expect(plainDateOf(2026, 1, 1.5)).toBeNull()
  })

  test('agrees with the Date of the platform on day number, weekday and next day', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const utc = new Date(`${date}T00:00:00Z`)
        expect(epochDay(date)).toBe(utc.getTime() / 86_400_000)
        expect(weekday(date)).toBe(utc.getUTCDay() || 7)
        expect(addDays(date, 1)).toBe(new Date(utc.getTime() + 86_400_000).toISOString().slice(0, 10))
      }),
    )
  })

  test('adding days and counting them are each other’s reverse', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -300, max: 300 }), (date, days) => {
        expect(epochDay(addDays(date, days)) - epochDay(date)).toBe(days)
        expect(addDays(addDays(date, days), -days)).toBe(date)
        expect(addDays(date, days) > date).toBe(days > 0)
      }),
    )
  })

  test('adding months keeps the day, or takes the last day of the month', () => {
    expect(addMonths(plainDate('2026-12-31'), 2)).toBe('2027-02-28')
    expect(addMonths(plainDate('2023-12-30'), 2)).toBe('2024-02-29')
    expect(addMonths(plainDate('2026-01-15'), -1)).toBe('2025-12-15')
    fc.assert(
      fc.property(dates, fc.integer({ min: -11, max: 11 }), (date, months) => {
        const from = partsOf(date)
        const to = partsOf(addMonths(date, months))
        expect(to.year * 12 + to.month - from.year * 12 - from.month).toBe(months)
        expect(to.day).toBe(Math.min(from.day, monthLength(to.year, to.month)))
      }),
    )
  })

  test('beyond the years it knows it throws', () => {
    expect(() => addDays(plainDate('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addMonths(plainDate('9999-12-31'), 1)).toThrow(RangeError)
  })
})
