import { z } from 'zod'
import { sentStatuses } from '../domain/appeal/status.ts'
import { allCorrectedFields, bookMarks, bookSizes, books, correctedFields } from '../domain/book/book.ts'
import { letterLanguages } from '../domain/language.ts'
import { LocalisedText } from './person.ts'
import { Count } from './queue.ts'

const kinds = ['answer', 'interim', 'papers', 'forwarding', 'return', 'correction'] as const
/** A year is asked for within these; what has no rows answers none. */
const [firstYear, lastYear] = [2000, 2999]
const field = z.enum(allCorrectedFields as [(typeof allCorrectedFields)[number]])

export const BookName = z.object({ book: z.enum(books) })

/** Which rows of a book: an address holds all of it, page, count, files and print read it so. */
export const BookAsked = z.object({
  /** Left out: this year. */
  year: z.coerce.number().int().min(firstYear).max(lastYear).optional(),
  month: z.coerce.number().int().min(1).max(12).optional(),
  mark: z.enum(bookMarks).optional(),
})
const cursor = z.coerce.number().int().min(0).max(2_000_000_000).optional()
/** A page by its numbers: the first ones from `from` on, or the last ones up to `to`; neither: the last of all. */
export const BookQuery = BookAsked.extend({
  from: cursor,
  to: cursor,
  size: z.coerce.number().pipe(z.literal(bookSizes)).default(25),
})
export const BookFileQuery = BookAsked.extend({ format: z.enum(['csv', 'xlsx', 'pdf']) })

/** A correction of a row: what was there, what is there now, who, when, why, by which paper. */
export const Correction = z.object({
  id: z.uuid(),
  book: z.enum(books),
  year: z.number(),
  number: z.number(),
  shown: z.string(),
  appealId: z.uuid(),
  field,
  before: LocalisedText,
  after: LocalisedText,
  reason: z.string(),
  basis: z.string(),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  /** What the asker may do with one that is still to be decided. */
  may: z.array(z.enum(['approve', 'refuse', 'withdraw'])),
})
export type Correction = z.infer<typeof Correction>

/** A row of a book; what only the other one has is null. */
export const BookRow = z.object({
  number: z.number(),
  /** As it is printed: «381», «Ш-26-000123». */
  shown: z.string(),
  date: z.iso.date(),
  at: z.iso.datetime(),
  appealId: z.uuid(),
  outgoingId: z.uuid().nullable(),
  /** Incoming: the coupon; outgoing: number and date of the appeal that it is about. */
  reference: z.string(),
  /** Who wrote, or whom the company wrote to. */
  party: z.string(),
  contract: z.string(),
  subject: z.string(),
  language: z.enum(letterLanguages),
  /** Category and type. */
  type: LocalisedText,
  kind: z.enum(kinds).nullable(),
  /** Who has the appeal, or who prepared the letter. */
  executor: z.string().nullable(),
  approvedBy: z.string().nullable(),
  due: z.iso.date().nullable(),
  firstDue: z.iso.date().nullable(),
  status: z.enum(sentStatuses),
  /** Of a letter: gone out, on its way, or its number was annulled. */
  letter: z.enum(['sent', 'onItsWay', 'annulled']).nullable(),
  /** Why and when it came to nothing: a code of the reason. */
  struck: z.object({ at: z.iso.datetime(), why: z.string() }).nullable(),
  /** Number and date of the answer that closed it. */
  answer: z.object({ number: z.string(), date: z.iso.date() }).nullable(),
  corrections: z.array(Correction),
})
export type BookRow = z.infer<typeof BookRow>

/** What the numbers of a year came to: whole, or the first thing that is wrong. */
export const BookCheck = z.object({
  entries: z.number(),
  last: z.number(),
  whole: z.boolean(),
  /** The first number that is missing; null: none, or something else is wrong. */
  missing: z.number().nullable(),
  corrected: z.number(),
  /** Returned appeals. */
  returned: z.number(),
  annulled: z.array(z.object({ shown: z.string(), why: z.string(), at: z.iso.datetime() })),
  annulledCount: z.number(),
  /** When all of them were last gone through. */
  at: z.iso.datetime(),
})
export type BookCheck = z.infer<typeof BookCheck>

export const BookPage = Count.extend({
  book: z.enum(books),
  year: z.number(),
  years: z.array(z.number()),
  rows: z.array(BookRow),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  /** Of all numbers of the year, so for who sees all of it; null: for others. */
  check: BookCheck.nullable(),
  /** Whether the asker sees all of it, or the rows of their units alone. */
  whole: z.boolean(),
  mayCorrect: z.boolean(),
  /** Corrections that wait for a decision, of appeals in the asker's sight. */
  proposals: z.array(Correction),
})
export type BookPage = z.infer<typeof BookPage>

export const NewCorrection = z.object({
  outgoingId: z.uuid().optional(),
  field: z.enum([...new Set(Object.values(correctedFields).flat())] as [(typeof allCorrectedFields)[number]]),
  /** A type by its code, a contract by its number, else the text. */
  value: z.string().trim().min(1).max(500),
  reason: z.string().trim().min(1).max(2000),
  basis: z.string().trim().min(1).max(300),
})
export type NewCorrection = z.infer<typeof NewCorrection>
export const CorrectionDecision = z.object({
  decision: z.enum(['approve', 'refuse', 'withdraw']),
  remark: z.string().trim().max(2000).default(''),
})

/** A month of a book as it was printed: one PDF an edition, the old ones stay. */
export const Edition = z.object({
  id: z.uuid(),
  year: z.number(),
  month: z.number(),
  edition: z.number(),
  asOf: z.iso.datetime(),
  entries: z.number(),
  sealed: z.boolean(),
  /** Something of the month has changed since: a further edition is to come. */
  stale: z.boolean(),
  by: z.string().nullable(),
  fileName: z.string(),
})
export type Edition = z.infer<typeof Edition>
export const Editions = z.object({ editions: z.array(Edition), mayMake: z.boolean() })
export type Editions = z.infer<typeof Editions>
export const NewEdition = z.object({
  year: z.number().int().min(firstYear).max(lastYear),
  month: z.number().int().min(1).max(12),
})
export const EditionId = z.object({ book: z.enum(books), id: z.uuid() })
