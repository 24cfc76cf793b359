import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../calendar/plain-date.ts'
import {
  monthsBefore,
  parsePeriod,
  periodAround,
  periodBefore,
  periodKinds,
  periodText,
  wholeMonths,
} from './period.ts'

const someDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(plainDate('2010-01-01'), days))

describe('a period in an address', () => {
  test('months, quarters, years and ranges', () => {
    expect(parsePeriod('2024-02')).toEqual({ kind: 'month', from: '2024-02-01', to: '2024-02-29' })
    expect(parsePeriod('2026-q4')).toEqual({ kind: 'quarter', from: '2026-10-01', to: '2026-12-31' })
    expect(parsePeriod('2026')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' })
    expect(parsePeriod('2025-12-30..2026-01-02')).toMatchObject({ kind: 'range', to: '2026-01-02' })
  })

  test.each(['', '2026-13', '2026-q5', '26', '2026-02-30..2026-03-01', '2026-03-01..2026-02-01', '..', 'x'])(
    '«%s» is none',
    (text) => expect(parsePeriod(text)).toBeNull(),
  )

  test('what it says is read back, and the day is in it; the one before ends where it begins', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom(...periodKinds), (day, kind) => {
        const period = periodAround(day, kind)
        expect(parsePeriod(periodText(period))).toEqual(period)
        expect(period.from <= day && day <= period.to).toBe(true)
        const before = periodBefore(period)
        expect(addDays(before.to, 1)).toBe(period.from)
        if (kind === 'range') expect(periodBefore(before).to).toBe(addDays(before.from, -1))
        else expect(periodAround(before.to, kind)).toEqual(before)
      }),
    )
  })
})

test('whole months and the days beside them are the span, each day once', () => {
  fc.assert(
    fc.property(someDay, fc.nat(400), (from, more) => {
      const span = { from, to: addDays(from, more) }
      const { months, edges } = wholeMonths(span)
      const days = [...months.map((month) => periodAround(month, 'month')), ...edges].flatMap((part) => {
        const all: string[] = []
        for (let day = part.from; day <= part.to; day = addDays(day, 1)) all.push(day)
        return all
      })
      expect(new Set(days).size).toBe(days.length)
      expect(days.length).toBe(more + 1)
      expect([...days].sort()[0]).toBe(from)
    }),
  )
})

test('twelve months end with the period, or with this month', () => {
  const year = { from: plainDate('2026-01-01'), to: plainDate('2026-12-31') }
  expect(monthsBefore(year, plainDate('2027-05-05')).at(-1)).toBe('2026-12-01')
  expect(monthsBefore(year, plainDate('2026-03-01')).map((month) => month.slice(0, 7))).toEqual([
    ...['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12'],
    ...['2026-01', '2026-02', '2026-03'],
  ])
})
