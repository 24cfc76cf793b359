import { sql } from 'kysely'
import { type Book, type CorrectedField, registerOf } from '../../domain/book/book.ts'
import type { Localised } from '../../domain/language.ts'
import { shortName } from '../../domain/person/name.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import type { Correction } from '../../wire/book.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'

/** A value as the book showed it, and shows it: in three languages, of a type its code too. */
export type KeptValue = Localised & { readonly code?: string }

export interface NewCorrectionRow {
  readonly id: string
  readonly book: Book
  readonly year: number
  readonly number: number
  readonly appealId: string
  readonly outgoingId: string | null
  readonly field: CorrectedField
  readonly before: KeptValue
  readonly after: KeptValue
  readonly reason: string
  readonly basis: string
  readonly salt: Uint8Array
  readonly proposedBy: string
  /** Epoch milliseconds. */
  readonly proposedAt: number
}

export async function insertCorrection(trx: Db, row: NewCorrectionRow): Promise<void> {
  await trx
    .insertInto('register_correction')
    .values({
      id: row.id,
      register_code: registerOf[row.book],
      year: row.year,
      number: row.number,
      appeal_id: row.appealId,
      outgoing_id: row.outgoingId,
      field: row.field,
      old_value: JSON.stringify(row.before),
      new_value: JSON.stringify(row.after),
      reason: row.reason,
      basis: row.basis,
      salt: Buffer.from(row.salt),
      proposed_by: row.proposedBy,
      proposed_at: new Date(row.proposedAt),
      state: 'proposed',
    })
    .execute()
}

const rowsOf = (db: Db) =>
  db
    .selectFrom('register_correction as made')
    .innerJoin('appeal', 'appeal.id', 'made.appeal_id')
    .innerJoin('staff as proposer', 'proposer.id', 'made.proposed_by')
    .leftJoin('staff as decider', 'decider.id', 'made.decided_by')
    .leftJoin('outgoing', 'outgoing.id', 'made.outgoing_id')
    .select([
      'made.id',
      'made.register_code',
      'made.year',
      'made.number',
      'made.appeal_id',
      'made.outgoing_id',
    ])
    .select(['made.field', 'made.reason', 'made.basis', 'made.salt', 'made.proposed_by', 'made.proposed_at'])
    .select(['made.state', 'made.decided_by', 'made.decided_at', 'made.remark', 'outgoing.prefix'])
    .select([
      sql<KeptValue>`made.old_value`.as('before'),
      sql<KeptValue>`made.new_value`.as('after'),
      'proposer.surname as p_family',
      'proposer.given_name as p_given',
      'proposer.patronymic as p_patronymic',
      'decider.surname as d_family',
      'decider.given_name as d_given',
      'decider.patronymic as d_patronymic',
    ])
export type CorrectionRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const bookOf = (registerCode: string): Book =>
  registerCode === registerOf.outgoing ? 'outgoing' : 'incoming'

/** As it crosses HTTP; `may`: what the asker may do with it now. */
export function shownCorrection(row: CorrectionRow, may: Correction['may'] = []): Correction {
  const { year, number, prefix } = row
  const { code: _was, ...before } = row.before
  const { code: _is, ...after } = row.after
  const proposer = { family: row.p_family, given: row.p_given, patronymic: row.p_patronymic }
  return {
    id: row.id,
    book: bookOf(row.register_code),
    year,
    number,
    shown: prefix === null ? String(number) : formatOutgoing({ prefix, year, number }),
    appealId: row.appeal_id,
    field: row.field,
    before,
    after,
    reason: row.reason,
    basis: row.basis,
    proposedBy: shortName(proposer),
    proposedAt: row.proposed_at.toISOString(),
    decidedBy:
      row.d_family === null || row.d_given === null
        ? null
        : shortName({ family: row.d_family, given: row.d_given, patronymic: row.d_patronymic }),
    decidedAt: row.decided_at?.toISOString() ?? null,
    may,
  }
}

/** Approved corrections of these rows, the earliest first; with `asOf` those alone that were approved by then. */
export async function approvedCorrections(
  db: Db,
  {
    book,
    year,
    numbers,
    asOf,
  }: { book: Book; year: number; numbers: readonly number[]; asOf?: Date | undefined },
): Promise<CorrectionRow[]> {
  if (numbers.length === 0) return []
  let asked = rowsOf(db)
    .where('made.register_code', '=', registerOf[book])
    .where('made.year', '=', year)
    .where(sql<boolean>`made.number = any(${[...numbers]}::int[])`)
    .where('made.state', '=', 'approved')
    .orderBy('made.decided_at')
    // Two of one moment keep the order of the history.
    .orderBy(
      sql`(select seq from event where event.appeal_id = made.appeal_id
        and event.key = 'registerCorrected:' || made.id)`,
    )
  if (asOf !== undefined) asked = asked.where('made.decided_at', '<=', asOf)
  return await asked.execute()
}

/** Corrections of a book that wait for a decision, of appeals whose rows the asker sees; the oldest first. */
export async function proposedCorrections(
  db: Db,
  asker: Asker,
  book: Book,
): Promise<(CorrectionRow & { readonly decides: boolean })[]> {
  return await rowsOf(db)
    // What `can` says of one appeal: corrections are approved in every status of a sent one.
    .select(sql<boolean>`${scopeOf(asker, 'approveCorrection')}`.as('decides'))
    .where('made.register_code', '=', registerOf[book])
    .where('made.state', '=', 'proposed')
    .where(scopeOf(asker, 'readRegister'))
    .orderBy('made.proposed_at')
    .limit(100)
    .execute()
}

/** One correction of an appeal, its row locked; null when there is none. */
export async function lockCorrection(trx: Db, appealId: string, id: string): Promise<CorrectionRow | null> {
  await trx.selectFrom('register_correction').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await rowsOf(trx)
    .where('made.id', '=', id)
    .where('made.appeal_id', '=', appealId)
    .executeTakeFirst()
  return row ?? null
}

export async function correctionById(db: Db, id: string): Promise<CorrectionRow> {
  return await rowsOf(db).where('made.id', '=', id).executeTakeFirstOrThrow()
}

/** Whether somebody has proposed to correct this field of this row already. */
export async function isProposed(
  trx: Db,
  { book, year, number, field }: Pick<NewCorrectionRow, 'book' | 'year' | 'number' | 'field'>,
): Promise<boolean> {
  const row = await trx
    .selectFrom('register_correction')
    .select('id')
    .where('register_code', '=', registerOf[book])
    .where('year', '=', year)
    .where('number', '=', number)
    .where('field', '=', field)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  return row !== undefined
}

export async function decide(
  trx: Db,
  id: string,
  decision: { state: 'approved' | 'refused' | 'withdrawn'; by: string; at: number; remark: string },
): Promise<void> {
  await trx
    .updateTable('register_correction')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_at: new Date(decision.at),
      remark: decision.remark === '' ? null : decision.remark,
    })
    .where('id', '=', id)
    .execute()
}

/** Every approved correction of both books. */
export async function allApproved(db: Db): Promise<CorrectionRow[]> {
  return await rowsOf(db).where('made.state', '=', 'approved').orderBy('made.decided_at').execute()
}
