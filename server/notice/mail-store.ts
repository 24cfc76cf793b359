import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { unsureWaitMs } from '../../domain/notice/mail-retry.ts'
import type { AccountNotice } from '../../domain/notice/notice.ts'
import { mailDueAt } from '../../domain/signal/mail-pace.ts'
import type { Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'
import { mayTellFormer } from './former-address-store.ts'

/**
 * How a mail ended. `notWanted`: the address was changed, unconfirmed or turned off meanwhile. `unknown`: it was handed
 * over whole, and nobody said whether it was taken.
 */
export type MailOutcome = 'sent' | 'refused' | 'notWanted' | 'gaveUp' | 'unknown'

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

/** An address that was somebody's until the act that they are told of, where mails reached it. */
export type FormerAddress = string | null

/**
 * Plans the mail of a notice about the account, also where other mails are off: to the address that was the client's
 * until now, else to the confirmed one. Of a kind one goes at once; what comes within an hour of it waits, and goes in
 * one. What waits goes to the address it was planned for, also where that is the former one.
 */
export async function planAccountMail(
  trx: Db,
  { noticeId, personId, kind, at, former }: AccountMail,
): Promise<void> {
  const what = { notice_id: noticeId, person_id: personId }
  const ofKind = trx
    .selectFrom('mail')
    .innerJoin('notice', 'notice.id', 'mail.notice_id')
    .where('mail.person_id', '=', personId)
    .where('mail.address', 'is', null)
    .where('notice.kind', '=', kind)
  if (former !== null) {
    const may = await mayTellFormer(trx, { person_id: personId }, former, at.getTime())
    await keepForFormer(trx, personId, former)
    if (may) await insertMail(trx, { ...what, address: former }, at)
    return
  }
  const confirmed = await trx
    .selectFrom('notice_setting')
    .innerJoin('person', 'person.id', 'notice_setting.person_id')
    .select('person.id')
    .where('person.id', '=', personId)
    .whereRef('notice_setting.confirmed_email', '=', 'person.email')
    .where(sql<boolean>`notice_setting.refused_email is distinct from person.email`)
    .executeTakeFirst()
  if (confirmed === undefined) return
  // One that is just being taken goes without this.
  const waiting = await ofKind
    .select('mail.id')
    .where('mail.done_at', 'is', null)
    .where('mail.taken_until', 'is', null)
    .modifyEnd(sql`for update of mail skip locked`)
    .executeTakeFirst()
  if (waiting !== undefined) return
  const last = await ofKind
    .select(sql<Date | null>`max(coalesce(mail.done_at, mail.due_at))`.as('at'))
    .executeTakeFirst()
  const dueAt = mailDueAt(last?.at?.getTime() ?? null, at.getTime(), false)
  await insertMail(trx, what, at, new Date(dueAt))
}

/** Mails of the account that still wait: who changed the address would else have them go nowhere. */
async function keepForFormer(trx: Db, personId: string, former: string): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ address: former })
    .where('person_id', '=', personId)
    .where('done_at', 'is', null)
    .where('address', 'is', null)
    .where('notice_id', 'in', (eb) =>
      eb.selectFrom('notice').select('id').where('person_id', '=', personId).where('appeal_id', 'is', null),
    )
    .execute()
}

interface AccountMail {
  readonly noticeId: string
  readonly personId: string
  readonly kind: AccountNotice
  readonly at: Date
  readonly former: FormerAddress
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
  mail: { signalMailId: string; staffId: string; at: number; dueAt: number; former?: FormerAddress },
): Promise<void> {
  const { signalMailId, staffId, at, dueAt, former: address = null } = mail
  const what = { signal_mail_id: signalMailId, staff_id: staffId, address }
  await insertMail(trx, what, new Date(at), new Date(dueAt))
}

type Reader = { notice_id?: string; confirmation_id?: string; person_id: string; address?: FormerAddress }
type StaffReader = { signal_mail_id: string; staff_id: string; address: FormerAddress }

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
  /** Where it goes instead of the reader's own address. */
  readonly former: FormerAddress
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly attempts: number
  /** Tries so far of which nobody knows whether the mail arrived. */
  readonly unsure: number
  /** Until when it is this taker's; who records what became of it shows it. */
  readonly takenUntil: Date
}

/** How long a mail is its taker's on its way: longer than one may be (send-mail.ts). */
const wayMs = 90_000
/** And once its end was handed over: whose taker dies then is sent once more after the wait for it. */
const handedMs = unsureWaitMs
/** A clock that is set right by less does not take a mail from its taker. */
const setBackMs = 60_000

/**
 * Leases are between machines, and in real time: by the clock of the one database, whatever the injected one says. In
 * whole milliseconds, since a taker shows theirs.
 */
const afterNow = (ms: number) =>
  sql<Date>`date_trunc('milliseconds', clock_timestamp()) + ${ms} * interval '1 millisecond'`

/** Nobody's, a dead taker's, or taken for longer than anybody can: by a clock that was set back since. */
const isFree = sql<boolean>`(taken_until is null or taken_until <= clock_timestamp() or taken_until >
  case when handed_at is null then ${afterNow(wayMs + setBackMs)} else ${afterNow(handedMs + setBackMs)} end)`

/** Takes the oldest mail due that is nobody else's. Called in a transaction of its own. */
export async function takeDueMail(trx: Db, now: number): Promise<DueMail | null> {
  const row = await trx
    .selectFrom('mail')
    .select(['id', 'person_id', 'notice_id', 'confirmation_id', 'staff_id', 'signal_mail_id'])
    .select(['created_at', 'attempts', 'address'])
    .where('done_at', 'is', null)
    .where('due_at', '<=', new Date(now))
    .where(isFree)
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
  const taken = await trx
    .updateTable('mail')
    .set({
      taken_until: afterNow(wayMs),
      // Who handed it over and did not come back knows nothing of it any more.
      unsure: sql<number>`unsure + (handed_at is not null)::int`,
      handed_at: null,
    })
    .where('id', '=', row.id)
    .returning(['taken_until', 'unsure'])
    .executeTakeFirstOrThrow()
  if (taken.taken_until === null) throw new Error('a taken mail is nobody’s')
  return {
    id: row.id,
    subject: subjectOf(row),
    former: row.address,
    createdAt: row.created_at.getTime(),
    attempts: row.attempts,
    unsure: taken.unsure,
    takenUntil: taken.taken_until,
  }
}

/** Writes down that the end of a mail is about to be handed over. Null: it has passed to another, and must not go. */
export async function handOver(db: Db, mail: DueMail): Promise<DueMail | null> {
  const { id, takenUntil } = mail
  const row = await db
    .updateTable('mail')
    .set({ handed_at: afterNow(0), taken_until: afterNow(handedMs) })
    .where('id', '=', id)
    .where('taken_until', '=', takenUntil)
    .returning('taken_until')
    .executeTakeFirst()
  return row?.taken_until == null ? null : { ...mail, takenUntil: row.taken_until }
}

/** Gives a mail back that was broken off by our own end before it was handed over: it is due as it was. */
export async function giveMailBack(db: Db, { id, takenUntil }: DueMail): Promise<void> {
  await db
    .updateTable('mail')
    .set({ taken_until: null, handed_at: null })
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
  { id, takenUntil, unsure }: Pick<DueMail, 'id' | 'takenUntil' | 'unsure'>,
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
      unsure,
      taken_until: null,
      handed_at: null,
    })
    .where('id', '=', id)
    .where('taken_until', '=', takenUntil)
    .execute()
}

/** Not now: tried again at `dueAt` (epoch ms). `error` is a code, without personal data. */
export async function postponeMail(
  trx: Db,
  { id, takenUntil, unsure }: DueMail,
  dueAt: number,
  error: string,
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({
      due_at: new Date(dueAt),
      attempts: sql<number>`attempts + 1`,
      last_error: error,
      unsure,
      taken_until: null,
      handed_at: null,
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

/** Mails of which nobody knows whether they arrived: ended since a moment (epoch ms), or to be sent once more. */
export async function unsureMails(db: Db, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where((eb) =>
      eb.or([
        eb.and([eb('unsure', '>', 0), eb('done_at', 'is', null)]),
        eb.and([eb('outcome', '=', 'unknown'), eb('done_at', '>=', new Date(since))]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return n
}
