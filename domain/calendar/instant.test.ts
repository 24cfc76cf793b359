import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { following, instantOf, localDateTime, parseInstant, parseLocalTime, toIso } from './instant.ts'
import { plainDate } from './plain-date.ts'

test('what comes after something is not before it, unless a clock is wrong by more than minutes', () => {
  expect(following(1000, null)).toBe(1000)
  expect(following(1000, 999)).toBe(1000)
  expect(following(1000, 1001)).toBe(1001)
  expect(following(1000, 301_000)).toBe(301_000)
  expect(following(1000, 301_001)).toBe(1000)
})

const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('moments', () => {
  test.each([
    ['2026-03-20T20:00+05:00', '2026-03-20T15:00:00.000Z'],
    ['2026-03-20T20:00:01Z', '2026-03-20T20:00:01.000Z'],
    ['2022-01-12T10:00:00.1234+0600', '2022-01-12T04:00:00.123Z'],
    ['1969-12-31T19:00:00-05:00', '1970-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => expect(toIso(parseInstant(text) ?? Number.NaN)).toBe(iso))

  test.each([
    '2026-03-20T20:00',
    '2026-03-20',
    '2026-02-30T10:00Z',
    '2026-03-20T24:00Z',
    '2026-03-20T10:60Z',
    '2026-03-20 10:00Z',
    '2026-03-20T10:00+19:00',
    '',
    'now',
  ])('%j is not a moment', (text) => expect(parseInstant(text)).toBeNull())

  test('writing and reading agree with the Date of the platform', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(toIso(instant)).toBe(new Date(instant).toISOString())
        expect(parseInstant(toIso(instant))).toBe(instant)
      }),
    )
  })

  test.each([
    ['9:30', '09:30:00'],
    ['19:00:01', '19:00:01'],
    ['24:00', null],
    ['10:60', null],
    ['10', null],
  ])('%s is the time of day %s', (text, time) => expect(parseLocalTime(text)).toBe(time))
})

describe('Astana time', () => {
  // docs/domain.md 3.2; the last is the minute the guide's own page shows for file 1665551179
  test.each([
    ['2024-02-29T17:59:59Z', '2024-02-29', '23:59:59', 360],
    ['2024-02-29T18:00:00Z', '2024-02-29', '23:00:00', 300],
    ['2024-02-29T19:00:00Z', '2024-03-01', '00:00:00', 300],
    ['2026-03-20T15:00:00.999Z', '2026-03-20', '20:00:00', 300],
    ['2022-10-12T05:06:19Z', '2022-10-12', '11:06:19', 360],
  ])('%s is %s %s', (iso, date, time, offsetMinutes) => {
    expect(localDateTime(parseInstant(iso) ?? Number.NaN)).toEqual({ date, time, offsetMinutes })
  })

  test('the hour that came twice means its first coming', () => {
    expect(toIso(instantOf(plainDate('2024-02-29'), '23:30:00'))).toBe('2024-02-29T17:30:00.000Z')
  })

  test('midnight after the change is at the new offset', () => {
    expect(toIso(instantOf(plainDate('2024-03-01'), '00:00:00'))).toBe('2024-02-29T19:00:00.000Z')
  })

  test('an hour that never came (31 March 2002, 02:00–02:59) is taken after the gap', () => {
    expect(localDateTime(instantOf(plainDate('2002-03-31'), '02:30:00')).time).toBe('03:30:00')
  })

  test('from local time and back changes nothing; from a moment and back, only the repeated hour', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const local = localDateTime(instant)
        const again = instantOf(local.date, local.time)
        expect(localDateTime(again)).toMatchObject({ date: local.date, time: local.time })
        expect(again).toBeLessThanOrEqual(instant)
      }),
    )
  })
})
