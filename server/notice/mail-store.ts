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

/** Plans a mail to somebody of the staff. Times are epoch milliseconds. */
export async function planStaffMail(
  trx: Db,
  mail: { signalMailId: string; staffId: string; at: number; dueAt: number },
): Promise<void> {
  const { signalMailId, staffId, at, dueAt } = mail
  await insertMail(trx, { signal_mail_id: signalMailId, staff_id: staffId }, new Date(at), new Date(dueAt))
}

type Reader = { notice_id?: string; confirmation_id?: string; person_id: string }
type StaffReader = { signal_mail_id: string; staff_id: string }

async function insertMail(trx: Db, what: Reader | StaffReader, at: Date, dueAt = at): Promise<void> {
  await trx
    .insertInto('mail')
    .values({ id: randomUUID(), ...what, created_at: at, due_at: dueAt })
    .execute()
  if (dueAt <= at) await queueJob(trx, 'send-mail', {})
}

/** To whom a mail goes, and of what: a client of a notice or of a link, or somebody of the staff of signals. */
export type MailSubject =
  | { readonly personId: string; readonly noticeId: string | null; readonly confirmationId: string | null }
  | { readonly staffId: string; readonly signalMailId: string }

/** A mail whose time has come. */
export interface DueMail {
  readonly id: string
  readonly subject: MailSubject
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly attempts: number
  /** Until when it is this taker's; who records what became of it shows it. */
  readonly takenUntil: Date
}

/** How long a mail is its taker's: longer than one may be on its way (send-mail.ts). */
const leaseMs = 90_000

/**
 * Takes the oldest mail due that is nobody else's. The lease is by the clock of the machine, since an injected one may
 * be moved while a mail is on its way. Called in a transaction of its own.
 */
export async function takeDueMail(trx: Db, now: number): Promise<DueMail | null> {
  const machine = Date.now()
  const row = await trx
    .selectFrom('mail')
    .select(['id', 'person_id', 'notice_id', 'confirmation_id', 'staff_id', 'signal_mail_id'])
    .select(['created_at', 'attempts'])
    .where('done_at', 'is', null)
    .where('due_at', '<=', new Date(now))
    .where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<=', new Date(machine))]))
    // What may still get more is closed first: server/signal/close-signal-mails.ts.
    .where(sql<boolean>`not exists (select from signal_mail
      where signal_mail.id = mail.signal_mail_id and signal_mail.closed_at is null)`)
    .orderBy('due_at')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return null
  const takenUntil = new Date(machine + leaseMs)
  await trx.updateTable('mail').set({ taken_until: takenUntil }).where('id', '=', row.id).execute()
  return {
    id: row.id,
    subject: subjectOf(row),
    createdAt: row.created_at.getTime(),
    attempts: row.attempts,
    takenUntil,
  }
}

/** Gives a mail back that was broken off by our own end: it is due as it was. */
export async function giveMailBack(db: Db, { id, takenUntil }: DueMail): Promise<void> {
  await db
    .updateTable('mail')
    .set({ taken_until: null })
    .where('id', '=', id)
    .where('taken_until', '=', takenUntil)
    .execute()
}

function subjectOf(row: {
  person_id: string | null
  notice_id: string | null
  confirmation_id: string | null
  staff_id: string | null
  signal_mail_id: string | null
}): MailSubject {
  const { person_id: personId, staff_id: staffId, signal_mail_id: signalMailId } = row
  if (staffId !== null && signalMailId !== null) return { staffId, signalMailId }
  if (personId === null) throw new Error('a mail is to nobody')
  return { personId, noticeId: row.notice_id, confirmationId: row.confirmation_id }
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

/** Does nothing for a taker whose lease has passed to another. */
export async function finishMail(
  trx: Db,
  { id, takenUntil }: Pick<DueMail, 'id' | 'takenUntil'>,
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
      taken_until: null,
    })
    .where('id', '=', id)
    .where('taken_until', '=', takenUntil)
    .execute()
}

/** Not now: tried again at `dueAt` (epoch ms). `error` is a code, without personal data. */
export async function postponeMail(
  trx: Db,
  { id, takenUntil }: DueMail,
  dueAt: number,
  error: string,
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({
      due_at: new Date(dueAt),
      attempts: sql<number>`attempts + 1`,
      last_error: error,
      taken_until: null,
    })
    .where('id', '=', id)
    .where('taken_until', '=', takenUntil)
    .execute()
}

/** A mail to staff of which nothing is left to say. */
export async function finishStaffMail(trx: Db, signalMailId: string, at: number): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ done_at: new Date(at), outcome: 'notWanted' })
    .where('signal_mail_id', '=', signalMailId)
    .execute()
}
