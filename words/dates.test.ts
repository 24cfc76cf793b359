import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatContractDate,
  formatLongDate,
  formatShortDate,
  formatSigningTime,
  formatTime,
} from './dates.ts'

describe('dates in words', () => {
  it('writes a long date in each language', () => {
    expect(formatLongDate('2026-01-12', 'kk')).toBe('2026 жылғы 12 қаңтар')
    expect(formatLongDate('2026-01-12', 'ru')).toBe('12 января 2026 года')
    expect(formatLongDate('2026-01-02', 'en')).toBe('2 January 2026')
    expect(formatLongDate('2026-12-31', 'kk')).toBe('2026 жылғы 31 желтоқсан')
  })

  it('puts the date of a contract before its number', () => {
    expect(formatContractDate('2019-08-14', 'kk')).toBe('2019 жылғы 14 тамыздағы')
    expect(formatContractDate('2020-03-03', 'kk')).toBe('2020 жылғы 3 наурыздағы')
    expect(formatContractDate('2019-08-14', 'ru')).toBe('14.08.2019')
  })

  it('refuses what is not a date', () => {
    for (const text of ['', '12.01.2026', '2026-13-01', '2026-1-1', '2026-01-12T00:00']) {
      expect(() => formatShortDate(text)).toThrow(RangeError)
      expect(() => formatLongDate(text, 'kk')).toThrow(RangeError)
    }
  })

  it('shows an instant in Astana time, with the offset of that day', () => {
    expect(formatSigningTime(Date.UTC(2026, 0, 12, 5, 41, 7))).toBe('12.01.2026 10:41:07 (UTC+5)')
    // Until 1 March 2024 the zone was UTC+6.
    expect(formatSigningTime(Date.UTC(2022, 0, 12, 4, 0, 0))).toBe('12.01.2022 10:00:00 (UTC+6)')
    expect(formatTime(Date.UTC(2026, 0, 11, 19, 0))).toBe('00:00')
    expect(formatTime(Date.UTC(2026, 0, 12, 5, 41))).toBe('10:41')
  })

  it('keeps every day of every month told apart', () => {
    const day = fc
      .date({
        min: new Date('1900-01-01T00:00:00Z'),
        max: new Date('2199-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, (date) => {
        const [year, , dayOfMonth] = date.split('-')
        expect(formatShortDate(date).split('.').reverse().join('-')).toBe(date)
        expect(formatLongDate(date, 'kk')).toMatch(
          new RegExp(`^${year} жылғы ${Number(dayOfMonth)} \\p{L}{5,9}$`, 'u'),
        )
      }),
    )
  })
})
