import { type Status, transitions } from '../appeal/status.ts'

/** The two books of a year: what clients have sent, and what the company has. */
export const books = ['incoming', 'outgoing'] as const
export type Book = (typeof books)[number]

/** The register whose numbers a book is of (`register.code`). */
export const registerOf: Readonly<Record<Book, 'appeals' | 'outgoing'>> = {
  incoming: 'appeals',
  outgoing: 'outgoing',
}

/**
 * What a book can be narrowed to. `corrected`: rows with an approved correction; `struck`: those that kept their number
 * and came to nothing: returned appeals, annulled letters.
 */
export const bookMarks = ['corrected', 'struck'] as const
export type BookMark = (typeof bookMarks)[number]

/** Appeals that kept their number and are answered no more. */
export const struckStatuses: readonly Status[] = [transitions.return.to]

/** Rows that a book shows at once. */
export const bookSizes = [25, 50, 100] as const

/** A PDF of more rows is a book that nobody prints; a month is asked for instead. */
export const mostPrinted = 10_000

/**
 * What of a row can have been entered wrong. Number and date are the register's own, and a term told to the client is
 * moved by an interim reply alone (docs/decisions/0031).
 */
export const correctedFields: Readonly<Record<Book, readonly CorrectedField[]>> = {
  incoming: ['type', 'contract', 'sender', 'subject'],
  outgoing: ['addressee', 'subject'],
}
const fields = ['type', 'contract', 'sender', 'subject', 'addressee'] as const
export type CorrectedField = (typeof fields)[number]
export const allCorrectedFields: readonly CorrectedField[] = fields
