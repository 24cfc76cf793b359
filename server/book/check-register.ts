import { actorOf } from '../../domain/appeal/actor.ts'
import { type Book, books } from '../../domain/book/book.ts'
import { sealOver } from '../../eds/evidence/seal.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { extentOf, yearsOf } from './book-store.ts'
import { goThrough, type Numbers } from './check-store.ts'
import { allApproved, type CorrectionRow } from './correction-store.ts'
import { commitmentOf } from './decide-correction.ts'
import { editionsOf, type KeptEdition, sealFactsOf } from './edition-store.ts'
import { factsOfMonth } from './facts-store.ts'
import {
  correctionEvents,
  correctionWithoutRow,
  incomingOdd,
  type Odd,
  outgoingOdd,
  outOfOrder,
  senderDiffers,
  type Vouched,
} from './fault-store.ts'

/** What can be wrong with a register; words/<language>/register.ts. */
export type RegisterWrong =
  | 'missing'
  | 'beyondCounter'
  | 'outOfOrder'
  | 'appealDiffers'
  | 'senderDiffers'
  | 'dateDiffers'
  | 'prefixDiffers'
  | 'noEvent'
  | 'noLine'
  | 'noReason'
  | 'annulledNoEvent'
  | 'noLetter'
  | 'correctionNoEvent'
  | 'correctionDiffers'
  | 'correctionNoRow'
  | 'editionLost'
  | 'editionDiffers'
  | 'sealWrong'
export interface RegisterFault {
  readonly what: RegisterWrong
  readonly book: Book
  readonly year: number
  readonly number: number | null
  readonly appealId: string | null
  readonly month: number | null
}

export interface RegisterCheck {
  readonly years: readonly { book: Book; year: number; entries: number; last: number }[]
  readonly editions: number
  /** Months that were changed since they were printed: corrections came after. */
  readonly stale: readonly KeptEdition[]
  /** The first thing that is wrong; null: nothing is. */
  readonly fault: RegisterFault | null
}

/**
 * Goes through both registers: numbers without gaps, dates in order, each row with its appeal, its event and its
 * letter, and each event with its row; corrections as their events vouch for them; months as the rows say that they
 * were. Stops at the first thing that is wrong. Looks alone.
 */
export async function checkRegister(context: Context, only: number | null = null): Promise<RegisterCheck> {
  const { db } = context
  const years: { book: Book; year: number; entries: number; last: number }[] = []
  const kept: KeptEdition[] = []
  let fault: RegisterFault | null = null
  for (const book of books) {
    for (const year of (await yearsOf(db, book)).filter((one) => only === null || one === only).reverse()) {
      const numbers = await goThrough(db, book, year, { beyond: 0, entries: 0 })
      years.push({ book, year, entries: numbers.entries, last: numbers.last })
      fault ??= await wrongLine(context, book, year, numbers)
    }
    kept.push(...(await editionsOf(db, book, only)))
  }
  fault ??= await wrongCorrection(context)
  for (const edition of kept) fault ??= await wrongEdition(context, edition)
  return { years, editions: kept.length, stale: kept.filter((one) => one.stale), fault }
}

async function wrongLine(
  { db }: Context,
  book: Book,
  year: number,
  { missing, whole }: Numbers,
): Promise<RegisterFault | null> {
  const nothing = { book, year, appealId: null, month: null }
  const told = (what: RegisterWrong, odd: Odd | null): RegisterFault | null =>
    odd === null ? null : { ...nothing, ...odd, what }
  if (missing !== null) return { ...nothing, what: 'missing', number: missing }
  if (!whole) {
    const { last } = await extentOf(db, { book, year, month: null, mark: null, asker: null })
    return { ...nothing, what: 'beyondCounter', number: last }
  }
  const table = book === 'incoming' ? 'registration' : 'outgoing'
  const ordered = told('outOfOrder', await outOfOrder(db, table, year))
  if (ordered !== null) return ordered
  if (book === 'incoming') {
    return (
      told('appealDiffers', await incomingOdd.appealDiffers(db, year)) ??
      told('noEvent', await incomingOdd.noEvent(db, year)) ??
      told('noLine', await incomingOdd.noLine(db, year)) ??
      told('senderDiffers', await senderDiffers(db, year))
    )
  }
  return (
    told('dateDiffers', await outgoingOdd.dateDiffers(db, year)) ??
    told('prefixDiffers', await outgoingOdd.prefixDiffers(db, year)) ??
    told('noReason', await outgoingOdd.noReason(db, year)) ??
    told('annulledNoEvent', await outgoingOdd.annulledNoEvent(db, year)) ??
    told('noLetter', await outgoingOdd.noLetter(db, year)) ??
    told('noEvent', await outgoingOdd.noEvent(db, year)) ??
    told('noLine', await outgoingOdd.noLine(db))
  )
}

async function wrongCorrection({ db }: Context): Promise<RegisterFault | null> {
  const vouched = await correctionEvents(db)
  for (const row of await allApproved(db)) {
    const event = vouched.get(row.id)
    if (event !== undefined && isVouched(row, event)) continue
    return {
      what: event === undefined ? 'correctionNoEvent' : 'correctionDiffers',
      book: row.outgoing_id === null ? 'incoming' : 'outgoing',
      year: row.year,
      number: row.number,
      appealId: row.appeal_id,
      month: null,
    }
  }
  const odd = await correctionWithoutRow(db)
  return odd && { ...odd, what: 'correctionNoRow', month: null }
}

/** What it says, who approved it and when are all as the history has it. */
const isVouched = (row: CorrectionRow, { commitment, actor, at }: Vouched): boolean =>
  commitment === commitmentOf(row) &&
  row.decided_by !== null &&
  actor === actorOf(row.decided_by) &&
  at.getTime() === row.decided_at?.getTime()

async function wrongEdition(context: Context, edition: KeptEdition): Promise<RegisterFault | null> {
  const { book, year, month } = edition
  const told = (what: RegisterWrong): RegisterFault => ({
    what,
    book,
    year,
    month,
    number: null,
    appealId: null,
  })
  let bytes: Uint8Array
  try {
    bytes = (await readFile(context, edition.fileId)).bytes
  } catch {
    return told('editionLost')
  }
  if ((await factsOfMonth(context.db, { book, year, month }, edition.asOf)) !== edition.facts) {
    return told('editionDiffers')
  }
  if (edition.cms === null) return null
  const { chain, answers } = await sealFactsOf(context.db, edition)
  const { state } = await sealOver(bytes, edition.cms, {
    anchors: context.trust.anchors,
    chain: [...context.trust.intermediates, ...chain],
    answers,
    now: context.now(),
  })
  return state === 'invalid' || state === 'other_content' ? told('sealWrong') : null
}
