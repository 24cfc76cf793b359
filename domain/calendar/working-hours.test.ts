import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { parseInstant } from './instant.ts'
import { loadCalendar, loadHours } from './load-calendar.ts'
import { isOpenAt } from './working-hours.ts'

const calendar = loadCalendar(calendarFile)
const hours = loadHours(calendarFile)
const at = (iso: string): number => parseInstant(iso) ?? Number.NaN

describe('§10 working hours', () => {
  test.each([
    ['2026-01-12T09:29:59+05:00', false],
    ['2026-01-12T09:30:00+05:00', true],
    ['2026-01-12T19:00:00.999+05:00', true],
    ['2026-01-12T19:00:01+05:00', false],
    ['2026-01-17T12:00:00+05:00', false],
    ['2024-05-04T12:00:00+05:00', true],
    ['2024-05-08T12:00:00+05:00', false],
    ['2022-10-12T19:00:00+06:00', true],
    ['2022-10-12T18:30:00+05:00', false],
  ])('%s open: %s', (iso, open) => expect(isOpenAt(at(iso), calendar, hours)).toBe(open))

  test('closing may be exclusive', () => {
    const strict = { ...hours, closingInclusive: false }
    expect(isOpenAt(at('2026-01-12T19:00:00+05:00'), calendar, strict)).toBe(false)
    expect(isOpenAt(at('2026-01-12T18:59:59.999+05:00'), calendar, strict)).toBe(true)
  })

  test('without a calendar the ordinary week keeps registering going', () => {
    expect(isOpenAt(at('2028-01-12T10:00:00+05:00'), calendar, hours)).toBe(true)
    expect(isOpenAt(at('2028-01-15T10:00:00+05:00'), calendar, hours)).toBe(false)
  })
})
