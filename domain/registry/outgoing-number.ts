import { type Instant, localDate } from '../calendar/instant.ts'
import { type PlainDate, yearOf } from '../calendar/plain-date.ts'

/**
 * The number of a letter of the company, from a register of its own: gapless within the local year in which it is
 * taken, or the gap explained. The prefix is what it was then; a later setting renames nothing.
 */
export interface OutgoingNumber {
  readonly prefix: string
  readonly year: number
  readonly number: number
}

/**
 * What a prefix may be: up to eight letters and digits, «Ш». Without one an outgoing number would look as a coupon
 * does; a company may still choose that, and search then finds both.
 */
export const outgoingPrefix = /^[\p{L}\d]{0,8}$/u

/** The day of a letter whose number is taken at this moment, and the year whose counter gives it. */
export function outgoingDay(at: Instant): { readonly date: PlainDate; readonly year: number } {
  const date = localDate(at)
  return { date, year: yearOf(date) }
}

/** `Ш-26-000123`; a number above 999999 just grows longer. */
export function formatOutgoing({ prefix, year, number }: OutgoingNumber): string {
  const digits = `${String(year % 100).padStart(2, '0')}-${String(number).padStart(6, '0')}`
  return prefix === '' ? digits : `${prefix}-${digits}`
}

const dash = '[-/\\u2010-\\u2015\\u2212]'
const shape = new RegExp(
  `^(?:№\\s*)?(?:([\\p{L}\\d]{1,8}?)\\s*${dash}\\s*)?(\\d{2})\\s*${dash}\\s*(\\d{1,9})$`,
  'u',
)

/**
 * What somebody typed as an outgoing number: with its sign and zeros or without, dashes of any kind. The prefix is ''
 * where none was typed. Null: it is none.
 */
export function parseOutgoing(typed: string): OutgoingNumber | null {
  const [, prefix = '', year, number] = shape.exec(typed.trim()) ?? []
  if (year === undefined || Number(number) === 0) return null
  return { prefix, year: 2000 + Number(year), number: Number(number) }
}

/** Why a number was taken and no letter went out under it: the gap explained. */
export const annulReasons = [
  'notSigned',
  'keyRefused',
  'keyRevoked',
  'contentChanged',
  'discarded',
  'appealMovedOn',
  'newDayUnfit',
  'fileHeld',
] as const
export type AnnulReason = (typeof annulReasons)[number]
