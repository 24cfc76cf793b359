import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { rowsBefore } from '../../domain/mailbox/paging.ts'
import { type AccountSignal, accessActs, accountSignals, type SignalKind } from '../../domain/signal/kind.ts'
import type { SignalNews } from '../../wire/signal.ts'
import type { Db } from '../context.ts'

/** What a signal about the account says: the device in two words, or what was done to it. */
const AboutAccount = z.object({
  device: z.string().nullable().default(null),
  act: z.enum(accessActs).nullable().default(null),
})
export type AboutAccount = z.output<typeof AboutAccount>

/** What somebody is told. */
export interface NewSignal {
  /** Null: of their account. */
  readonly planId: string | null
  readonly staffId: string
  readonly insteadOf: string | null
  /** Null: of their account. */
  readonly appealId: string | null
  readonly about?: AboutAccount
  readonly kind: SignalKind
  readonly day: PlainDate | null
  readonly step: number | null
  readonly merged: number
  readonly inOffice: boolean
  readonly mailId: string | null
}

/**
 * Takes the next numbers of somebody's signals; until the commit others who tell them something wait, so that numbers
 * follow the order of commits. Take them in the order of ids. Answers the first.
 */
export async function takeSignalNumbers(trx: Db, staffId: string, count: number): Promise<number> {
  const { last_number } = await trx
    .insertInto('signal_state')
    .values({ staff_id: staffId, last_number: count, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('staff_id').doUpdateSet({
        last_number: sql<number>`signal_state.last_number + ${count}`,
        changes: sql<number>`signal_state.changes + 1`,
      }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number - count + 1
}

export async function insertSignals(
  trx: Db,
  signals: readonly NewSignal[],
  first: number,
  at: number,
): Promise<void> {
  await trx
    .insertInto('signal')
    .values(
      signals.map((one, index) => ({
        id: randomUUID(),
        plan_id: one.planId,
        staff_id: one.staffId,
        number: first + index,
        kind: one.kind,
        appeal_id: one.appealId,
        about: one.about === undefined ? null : JSON.stringify(one.about),
        day: one.day,
        step: one.step,
        merged: one.merged,
        instead_of: one.insteadOf,
        in_office: one.inOffice,
        mail_id: one.mailId,
        told_at: new Date(at),
      })),
    )
    .execute()
}

/** A signal with what its words need. */
export interface StoredSignal {
  readonly id: string
  readonly number: number
  readonly kind: SignalKind
  /** Null: of their account. */
  readonly appealId: string | null
  /** Of one about the account; null for an appeal's. */
  readonly about: AboutAccount | null
  /** Of the register; null: it has none. */
  readonly appealNumber: number | null
  readonly day: PlainDate | null
  readonly step: number | null
  readonly merged: number
  readonly insteadOf: string | null
  readonly at: Date
  readonly unread: boolean
}

function signals(db: Db) {
  return db
    .selectFrom('signal')
    .leftJoin('appeal', 'appeal.id', 'signal.appeal_id')
    .select(['signal.id', 'signal.number', 'signal.kind', 'signal.appeal_id', 'signal.day', 'signal.step'])
    .select(['signal.merged', 'signal.instead_of', 'signal.told_at', 'signal.read_at'])
    .select(['signal.about', 'appeal.number as appeal_number'])
}
type Row = Awaited<ReturnType<ReturnType<typeof signals>['executeTakeFirstOrThrow']>>

const storedSignal = (row: Row): StoredSignal => ({
  id: row.id,
  number: row.number,
  // The table's check has the kinds of the domain.
  kind: row.kind as SignalKind,
  appealId: row.appeal_id,
  about: row.about === null ? null : AboutAccount.parse(row.about),
  appealNumber: row.appeal_number,
  day: row.day as PlainDate | null,
  step: row.step,
  merged: row.merged,
  insteadOf: row.instead_of,
  at: row.told_at,
  unread: row.read_at === null,
})

/** One page of somebody's signals in the office, the latest first, and how many there are in all. */
export async function findSignals(
  db: Db,
  staffId: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ rows: StoredSignal[]; total: number }> {
  const rows = await signals(db)
    .where('signal.staff_id', '=', staffId)
    .where('signal.in_office', '=', true)
    .orderBy('signal.number', 'desc')
    .limit(size)
    .offset(rowsBefore(page, size))
    .execute()
  const { n } = await db
    .selectFrom('signal')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('staff_id', '=', staffId)
    .where('in_office', '=', true)
    .executeTakeFirstOrThrow()
  return { rows: rows.map(storedSignal), total: n }
}

/** Whether somebody was told of their account since a moment (epoch ms). */
export async function wasToldOfAccount(db: Db, staffId: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('signal')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('kind', 'in', accountSignals)
    .where('told_at', '>', new Date(since))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A signal about the account; `at` is epoch ms. */
export interface AccountLine {
  readonly id: string
  readonly kind: AccountSignal
  readonly about: AboutAccount
  readonly at: number
}

/** What somebody was told of their account and waits in a mail that still gets more, in the order of numbers. */
export async function waitingOfAccount(trx: Db, staffId: string): Promise<AccountLine[]> {
  const rows = await trx
    .selectFrom('signal')
    .innerJoin('signal_mail', 'signal_mail.id', 'signal.mail_id')
    .innerJoin('mail', 'mail.signal_mail_id', 'signal_mail.id')
    .select(['signal.id', 'signal.kind', 'signal.about', 'signal.told_at'])
    .where('signal.staff_id', '=', staffId)
    .where('signal.kind', 'in', accountSignals)
    .where('signal_mail.closed_at', 'is', null)
    .where('mail.done_at', 'is', null)
    .orderBy('signal.number')
    // One that is just being closed is waited for: it goes where it was to go (keepForFormer).
    .forUpdate('signal_mail')
    .execute()
  return rows.map(({ id, kind, about, told_at }) => ({
    id,
    kind: kind as AccountSignal,
    about: AboutAccount.parse(about),
    at: told_at.getTime(),
  }))
}

/** They go with this mail, and not with the one that they waited for. */
export async function moveToMail(trx: Db, lines: readonly AccountLine[], mailId: string): Promise<void> {
  if (lines.length === 0) return
  await trx
    .updateTable('signal')
    .set({ mail_id: mailId })
    .where(
      'id',
      'in',
      lines.map(({ id }) => id),
    )
    .execute()
}

/** What these appeals are about, by their ids. */
export async function subjectsOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { id: string; subject: string; letterLanguage: LetterLanguage }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('appeal')
    .select(['id', 'subject', 'letter_language'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ id, subject, letter_language: letterLanguage }) => [
      id,
      { id, subject: subject ?? '', letterLanguage },
    ]),
  )
}

/** What goes with a mail, in the order of numbers. */
export async function signalsOfMail(db: Db, mailId: string): Promise<StoredSignal[]> {
  const rows = await signals(db).where('signal.mail_id', '=', mailId).orderBy('signal.number').execute()
  return rows.map(storedSignal)
}

/** What went by a mail that reached nobody is shown in the office from now on; their pages hear of it. */
export async function showInOffice(trx: Db, signalMailId: string): Promise<void> {
  const shown = await trx
    .updateTable('signal')
    .set({ in_office: true })
    .where('mail_id', '=', signalMailId)
    .where('in_office', '=', false)
    .returning('staff_id')
    .execute()
  if (shown.length === 0) return
  await trx
    .updateTable('signal_state')
    .set({ changes: sql<number>`changes + 1` })
    .where('staff_id', 'in', [...new Set(shown.map(({ staff_id }) => staff_id))])
    .execute()
}

/** How many are unread, and how often anything about somebody's signals has changed. */
export async function signalNews(db: Db, staffId: string): Promise<SignalNews> {
  const news = await signalNewsOf(db, [staffId])
  return news.get(staffId) ?? { unread: 0, changes: 0 }
}

/** The same of several people at once, by their ids. */
export async function signalNewsOf(
  db: Db,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, SignalNews>> {
  if (staffIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string } & SignalNews>`
    select asked.id, coalesce((select changes from signal_state where staff_id = asked.id), 0) as changes,
        (select count(*) from signal where staff_id = asked.id and read_at is null and in_office) as unread
      from unnest(${staffIds}::uuid[]) as asked (id)`.execute(db)
  return new Map(rows.map(({ id, unread, changes }) => [id, { unread, changes }]))
}

/** `changes` of several people at once; who has none yet is left out. */
export async function signalChangesOf(
  db: Db,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (staffIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('signal_state')
    .select(['staff_id', 'changes'])
    .where(sql<boolean>`staff_id = any(${staffIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ staff_id, changes }) => [staff_id, changes]))
}

/** Which of somebody's signals are read now: one, or all up to a number. */
export type SignalReading = { readonly signalId: string } | { readonly upTo: number }

/** Marks signals read; this person's other pages hear of it. */
export async function markSignalsRead(
  trx: Db,
  staffId: string,
  reading: SignalReading,
  at: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('signal')
    .set({ read_at: new Date(at) })
    .where('staff_id', '=', staffId)
    .where('read_at', 'is', null)
    .where((eb) =>
      'signalId' in reading ? eb('id', '=', reading.signalId) : eb('number', '<=', reading.upTo),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await trx
    .updateTable('signal_state')
    .set({ changes: sql<number>`changes + 1` })
    .where('staff_id', '=', staffId)
    .execute()
}
