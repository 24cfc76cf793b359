import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { accountSignals } from '../../domain/signal/kind.ts'
import { mailDueAt } from '../../domain/signal/mail-pace.ts'
import type { Db } from '../context.ts'
import { planStaffMail } from '../notice/mail-store.ts'
import { SignalMailContent } from './signal-mail-content.ts'

/**
 * The mail that takes what somebody is told now: the open one, which gets more until it goes, else a new one an hour
 * after the last. Hold their signal_state. `urgent` goes at once.
 */
export async function openSignalMail(
  trx: Db,
  staffId: string,
  urgent: boolean,
  now: number,
): Promise<string> {
  const open = await trx
    .selectFrom('signal_mail')
    .innerJoin('mail', 'mail.signal_mail_id', 'signal_mail.id')
    .select('signal_mail.id')
    .where('signal_mail.staff_id', '=', staffId)
    .where('signal_mail.kind', '=', 'signals')
    .where('closed_at', 'is', null)
    .where('mail.done_at', 'is', null)
    // One that is just being closed goes without this; it waits for the next.
    .modifyEnd(sql`for update skip locked`)
    .executeTakeFirst()
  if (open !== undefined) {
    if (urgent) await hurry(trx, open.id, now)
    return open.id
  }
  const dueAt = mailDueAt(await lastMailAt(trx, staffId), now, urgent)
  const id = randomUUID()
  await trx
    .insertInto('signal_mail')
    .values({ id, staff_id: staffId, kind: 'signals', created_at: new Date(now) })
    .execute()
  await planStaffMail(trx, { signalMailId: id, staffId, at: now, dueAt })
  return id
}

async function hurry(trx: Db, signalMailId: string, now: number): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ due_at: sql<Date>`least(due_at, ${new Date(now)})` })
    .where('signal_mail_id', '=', signalMailId)
    .execute()
}

/** When the last mail went to somebody, or is to go. */
async function lastMailAt(trx: Db, staffId: string): Promise<number | null> {
  const row = await trx
    .selectFrom('mail')
    .select(sql<Date | null>`max(coalesce(done_at, due_at))`.as('at'))
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row?.at?.getTime() ?? null
}

/** A mail of signals that is due and may still get more: locked until the transaction ends. Null: there is none. */
export async function takeOpenMail(trx: Db, now: number): Promise<{ id: string; staffId: string } | null> {
  const row = await trx
    .selectFrom('signal_mail')
    .innerJoin('mail', 'mail.signal_mail_id', 'signal_mail.id')
    .select(['signal_mail.id', 'signal_mail.staff_id'])
    .where('closed_at', 'is', null)
    .where('mail.done_at', 'is', null)
    .where('mail.due_at', '<=', new Date(now))
    .orderBy('mail.due_at')
    .limit(1)
    .modifyEnd(sql`for update skip locked`)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, staffId: row.staff_id }
}

/** From now on the mail says this, however often it is tried. */
export async function closeSignalMail(
  trx: Db,
  id: string,
  content: SignalMailContent,
  at: number,
): Promise<void> {
  await trx
    .updateTable('signal_mail')
    .set({ content: JSON.stringify(content), closed_at: new Date(at) })
    .where('id', '=', id)
    .execute()
}

/** Keeps that somebody's digest of a day was made; false: it was already. A digest that says nothing is no mail. */
export async function keepDigest(
  trx: Db,
  staffId: string,
  day: PlainDate,
  content: SignalMailContent,
  at: number,
): Promise<boolean> {
  const id = randomUUID()
  const kept = await trx
    .insertInto('signal_mail')
    .values({
      id,
      staff_id: staffId,
      kind: 'digest',
      day,
      content: JSON.stringify(content),
      closed_at: new Date(at),
      created_at: new Date(at),
    })
    .onConflict((conflict) => conflict.columns(['staff_id', 'day']).where('kind', '=', 'digest').doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows !== 1n) return false
  if ('digest' in content && content.digest.length > 0) {
    const dueAt = mailDueAt(await lastMailAt(trx, staffId), at, false)
    await planStaffMail(trx, { signalMailId: id, staffId, at, dueAt })
  }
  return true
}

/** Closed mails that say something of the account and have not gone yet: they go where they were to go. */
export async function keepForFormer(trx: Db, staffId: string, former: string): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ address: former })
    .where('staff_id', '=', staffId)
    .where('done_at', 'is', null)
    .where('address', 'is', null)
    .where('signal_mail_id', 'in', (eb) =>
      eb
        .selectFrom('signal_mail')
        .innerJoin('signal', 'signal.mail_id', 'signal_mail.id')
        .select('signal_mail.id')
        .where('signal_mail.staff_id', '=', staffId)
        .where('signal_mail.closed_at', 'is not', null)
        .where('signal.kind', 'in', accountSignals),
    )
    .execute()
}

/** A mail that says one thing and goes at once, to an address that was theirs. Answers its id. */
export async function keepClosedMail(
  trx: Db,
  staffId: string,
  content: SignalMailContent,
  former: string,
  at: number,
): Promise<string> {
  const id = randomUUID()
  const moment = new Date(at)
  await trx
    .insertInto('signal_mail')
    .values({
      id,
      staff_id: staffId,
      kind: 'signals',
      content: JSON.stringify(content),
      closed_at: moment,
      created_at: moment,
    })
    .execute()
  await planStaffMail(trx, { signalMailId: id, staffId, at, dueAt: at, former })
  return id
}

export async function contentOfMail(db: Db, id: string): Promise<SignalMailContent | null> {
  const row = await db.selectFrom('signal_mail').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content == null ? null : SignalMailContent.parse(row.content)
}

/** The numbers of appeals in the register and their due dates, in this order. */
export async function numbersOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('appeal')
    .select(['id', 'number', 'due_date'])
    .where('id', 'in', [...ids])
    .execute()
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    return row === undefined ? [] : [{ number: row.number, day: row.due_date }]
  })
}

/** Mails to staff that have been due since before this moment (epoch ms), or were given up after it. */
export async function lateStaffMails(db: Db, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('staff_id', 'is not', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('done_at', 'is', null), eb('created_at', '<', new Date(since)), eb('attempts', '>', 0)]),
        eb.and([eb('outcome', '=', 'gaveUp'), eb('done_at', '>=', new Date(since))]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return n
}
