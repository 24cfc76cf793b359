import { type Instant, localDate } from '../calendar/instant.ts'
import { yearOf } from '../calendar/plain-date.ts'

/**
 * The acceptance coupon (талон, АППК art. 64(2)): given at once at any hour, gapless within the year of sending,
 * apart from the register.
 */
export interface Coupon {
  readonly year: number
  readonly number: number
}

/** The year whose counter numbers the coupon of an appeal sent at this moment. */
export function couponYear(sentAt: Instant): number {
  return yearOf(localDate(sentAt))
}

/** `26-000138`; a number above 999999 just grows longer. */
export function formatCoupon({ year, number }: Coupon): string {
  return `${String(year % 100).padStart(2, '0')}-${String(number).padStart(6, '0')}`
}
