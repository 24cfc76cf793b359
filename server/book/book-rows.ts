import type { Book } from '../../domain/book/book.ts'
import { shortName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { BookRow } from '../../wire/book.ts'
import type { Db } from '../context.ts'
import { approvedCorrections, shownCorrection } from './correction-store.ts'
import { type Entry, entriesOf } from './entry-store.ts'

/** The number of a line as it is printed. */
export const shownNumber = (book: Book, entry: Pick<Entry, 'prefix' | 'year' | 'number'>): string =>
  book === 'incoming' ? String(entry.number) : formatOutgoing(entry)

/** The rows of these numbers of a year, as page, files and print show them. */
export async function rowsOf(
  db: Db,
  book: Book,
  year: number,
  numbers: readonly number[],
  asOf?: Date,
): Promise<BookRow[]> {
  const entries = await entriesOf(db, book, year, numbers)
  const corrections = await approvedCorrections(db, { book, year, numbers, asOf })
  return entries.map((entry) => {
    const mine = corrections.filter(({ number }) => number === entry.number)
    return { ...rowOf(book, entry, asOf), corrections: mine.map((one) => shownCorrection(one)) }
  })
}

const upTo = (at: Date | null, asOf: Date | undefined): Date | null =>
  at !== null && asOf !== undefined && at > asOf ? null : at

function rowOf(book: Book, entry: Entry, asOf: Date | undefined): Omit<BookRow, 'corrections'> {
  const struckAt = upTo(entry.struckAt, asOf)
  const letter = struckAt !== null ? 'annulled' : upTo(entry.sentAt, asOf) === null ? 'onItsWay' : 'sent'
  const { appealNumber: number, appealDate: date } = entry
  const coupon = formatCoupon({ year: entry.couponYear, number: entry.couponNumber })
  return {
    number: entry.number,
    shown: shownNumber(book, entry),
    date: entry.date,
    at: entry.at.toISOString(),
    appealId: entry.appealId,
    outgoingId: entry.outgoingId,
    reference:
      book === 'incoming' || number === null || date === null ? coupon : formatRegistration({ number, date }),
    party: entry.party,
    contract: entry.contract,
    subject: entry.subject,
    language: entry.language,
    type: entry.type,
    kind: entry.kind,
    executor: entry.executor && shortName(entry.executor),
    approvedBy: entry.approvedBy && shortName(entry.approvedBy),
    due: entry.due,
    firstDue: entry.firstDue,
    status: entry.status,
    letter: book === 'incoming' ? null : letter,
    struck: struckAt === null ? null : { at: struckAt.toISOString(), why: entry.struckWhy ?? '' },
    answer: entry.answer && { number: formatOutgoing(entry.answer), date: entry.answer.date },
  }
}
