import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { couponYear, formatCoupon } from './coupon.ts'
import { formatRegistration, registerYear } from './registration-number.ts'

describe('numbers', () => {
  test('§2: the guide’s shape', () => {
    expect(formatRegistration({ number: 3864, date: plainDate('2022-10-04') })).toBe('3864 / 2022-10-04')
  })

  test('the year is the date’s', () => {
    expect(registerYear(plainDate('2027-01-04'))).toBe(2027)
  })

  test('the coupon', () => {
    expect(formatCoupon({ year: 2026, number: 138 })).toBe('26-000138')
    expect(formatCoupon({ year: 2026, number: 1_000_000 })).toBe('26-1000000')
  })

  test('the coupon’s year is Astana’s', () => {
    expect(couponYear(Date.UTC(2025, 11, 31, 18, 59, 59))).toBe(2025)
    expect(couponYear(Date.UTC(2025, 11, 31, 19, 0, 0))).toBe(2026)
  })
})
