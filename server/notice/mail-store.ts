import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'

/** How a mail ended. `notWanted`: the address was changed, unconfirmed or turned off meanwhile. */
export type MailOutcome = 'sent' | 'refused' | 'notWanted' | 'gaveUp'

/** Plans the mail of a notice where the client wants mails at a confirmed address; else does nothing. */
export async function planNoticeMail(
  trx: Db,
  { noticeId, personId, at }: { readonly noticeId: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  const wanted = await trx
    .selectFrom('notice_setting')
    .innerJoin('person', 'person.id', 'notice_setting.person_id')
    .select('person.id')
    .where('person.id', '=', personId)
    .where('notice_setting.by_email', '=', true)
    .whereRef('notice_setting.confirmed_email', '=', 'person.email')
    .where(sql<boolean>`notice_setting.refused_email is distinct from person.email`)
    .executeTakeFirst()
  if (wanted === undefined) return
  await insertMail(trx, { notice_id: noticeId, person_id: personId }, at)
}

/** Plans the mail that asks whether an address is its client's. */
export async function planConfirmationMail(
  trx: Db,
  { confirmationId, personId, at }: { confirmationId: string; personId: string; at: Date },
): Promise<void> {
  await insertMail(trx, { confirmation_id: confirmationId, person_id: personId }, at)
}

async function insertMail(
  trx: Db,
  what: { notice_id?: string; confirmation_id?: string; person_id: string },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('mail')
    .values({ id: randomUUID(), ...what, created_at: at, due_at: at })
    .execute()
  await queueJob(trx, 'send-mail', {})
}

/** A mail whose time has come. */
export interface DueMail {
  readonly id: string
  readonly personId: string
  readonly noticeId: string | null
  readonly confirmationId: string | null
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly attempts: number
}

/**
 * The oldest mail due. Its row is locked until the caller's transaction ends, and one that another worker has locked
 * is passed over: so a mail is on its way once.
 */
export async function nextDueMail(trx: Db, now: number): Promise<DueMail | null> {
  const row = await trx
    .selectFrom('mail')
    .select(['id', 'person_id', 'notice_id', 'confirmation_id', 'created_at', 'attempts'])
    .where('done_at', 'is', null)
    .where('due_at', '<=', new Date(now))
    .orderBy('due_at')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    personId: row.person_id,
    noticeId: row.notice_id,
    confirmationId: row.confirmation_id,
    createdAt: row.created_at.getTime(),
    attempts: row.attempts,
  }
}

export async function isMailDue(db: Db, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('mail')
    .select('id')
    .where('done_at', 'is', null)
    .where('due_at', '<=', new Date(now))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function finishMail(
  trx: Db,
  id: string,
  end: { readonly outcome: MailOutcome; readonly error: string | null },
  at: number,
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({
      done_at: new Date(at),
      outcome: end.outcome,
      last_error: end.error,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', '=', id)
    .execute()
}

/** Not now: tried again at `dueAt` (epoch ms). `error` is a code, without personal data. */
export async function postponeMail(trx: Db, id: string, dueAt: number, error: string): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ due_at: new Date(dueAt), attempts: sql<number>`attempts + 1`, last_error: error })
    .where('id', '=', id)
    .execute()
}
