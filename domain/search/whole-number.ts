import { type PlainDate, plainDateOf } from '../calendar/plain-date.ts'
import type { Phone } from '../person/phone.ts'
import { type OutgoingNumber, parseOutgoing } from '../registry/outgoing-number.ts'
import { type SearchWord, wordsOfQuery } from './words-of-query.ts'

/** What a query that is one whole number may be the number of. */
export type WholeNumber =
  | { readonly of: 'registration'; readonly number: number; readonly date: PlainDate | null }
  | { readonly of: 'coupon'; readonly year: number; readonly number: number }
  | ({ readonly of: 'outgoing' } & OutgoingNumber)
  | { readonly of: 'iin'; readonly iin: string }
  | { readonly of: 'phone'; readonly phone: Phone }

const dash = '[-/\\u2010-\\u2015\\u2212]'
const coupon = new RegExp(`^(\\d{2})(?:\\s*${dash}\\s*(\\d{1,9})|(\\d{6,7}))$`)
const registration = /^\d{1,9}$/

function dateIn(words: readonly SearchWord[]): PlainDate | null {
  const [, day, month, year] = words.flatMap(
    ({ texts }) => /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(texts[0] ?? '') ?? [],
  )
  return day === undefined ? null : plainDateOf(Number(year), Number(month), Number(day))
}

/**
 * What the whole query may be the number of: a register number (with its date or without), a coupon, a letter of the
 * company, an IIN, a phone.
 * Empty for anything else: pieces and names find nothing here.
 */
export function numbersOfQuery(query: string): WholeNumber[] {
  const typed = query.replaceAll('№', ' ').trim()
  const words = wordsOfQuery(typed)
  const [first, second] = words
  const outgoing = parseOutgoing(typed)
  const found: WholeNumber[] = outgoing === null ? [] : [{ of: 'outgoing', ...outgoing }]
  if (first === undefined || words.length > 2) return found
  if (words.length === 1 && first.iin !== undefined) return [{ of: 'iin', iin: first.iin }]
  if (words.length === 1 && first.phone !== undefined) return [{ of: 'phone', phone: first.phone }]
  const [, year, parted, glued] = coupon.exec(typed) ?? []
  const ofCoupon = Number(parted ?? glued)
  if (year !== undefined && ofCoupon > 0) {
    found.push({ of: 'coupon', year: 2000 + Number(year), number: ofCoupon })
  }
  // Dates come first among the words.
  const date = dateIn(words)
  const number = (date === null ? typed : (second?.texts[0] ?? '')).trim()
  if (registration.test(number) && Number(number) > 0 && (date !== null || words.length === 1)) {
    found.push({ of: 'registration', number: Number(number), date })
  }
  return found
}
