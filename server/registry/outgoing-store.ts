import { randomUUID } from 'node:crypto'
import { following } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type AnnulReason, type OutgoingNumber, outgoingDay } from '../../domain/registry/outgoing-number.ts'
import type { Context, Db } from '../context.ts'
import { readSettings } from '../setting/setting-store.ts'
import { lockRegister, type Register, takeNumber } from './registry-store.ts'

/** Of the letters that the company sends. */
export const outgoingRegister: Register = {
  code: 'outgoing',
  name: { kk: 'Шығыс хаттар тізілімі', ru: 'Реестр исходящих писем', en: 'Register of outgoing letters' },
}

/** A line of the register of outgoing letters. */
export interface Outgoing extends OutgoingNumber {
  readonly id: string
  /** The day that is printed beside the number. */
  readonly date: PlainDate
}

/**
 * Takes the next outgoing number for a letter, in the transaction that uses it; the letter's appeal is locked before.
 * The clock is read once the register is held: numbers and days never run crosswise, also where two processes take
 * them over the midnight that ends a year. What is rolled back took nothing.
 */
export async function takeOutgoingNumber(
  trx: Db,
  { appealId, replyId, now }: Pick<Context, 'now'> & { readonly appealId: string; readonly replyId: string },
): Promise<Outgoing> {
  await lockRegister(trx, outgoingRegister)
  const at = following(now(), await lastTakenAt(trx))
  const { date, year } = outgoingDay(at)
  const prefix = (await readSettings(trx, date))['outgoing.prefix']
  const number = await takeNumber(trx, year, outgoingRegister)
  const id = randomUUID()
  await trx
    .insertInto('outgoing')
    .values({
      id,
      register_code: 'outgoing',
      year,
      number,
      prefix,
      date,
      appeal_id: appealId,
      reply_id: replyId,
      taken_at: new Date(at),
    })
    .execute()
  return { id, prefix, year, number, date }
}

async function lastTakenAt(trx: Db): Promise<number | null> {
  const row = await trx
    .selectFrom('outgoing')
    .select('taken_at')
    .where('register_code', '=', 'outgoing')
    .orderBy('year', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.taken_at.getTime() ?? null
}

/**
 * The letter did not go out under its number: the line stays, with the reason, and the number is never given again.
 * Throws where there is no such number in use. Who calls it records the event `numberAnnulled`.
 */
export async function annulOutgoing(
  trx: Db,
  outgoingId: string,
  { why, now }: Pick<Context, 'now'> & { readonly why: AnnulReason },
): Promise<void> {
  // So that an edition of a month that is being made has it, or is known to lack it.
  await lockRegister(trx, outgoingRegister)
  await trx
    .updateTable('outgoing')
    .set({ annulled_at: new Date(now()), annulled_why: why })
    .where('id', '=', outgoingId)
    .where('annulled_at', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** The number that a letter has, or null; one that was annulled is not its number. */
export async function outgoingOf(db: Db, replyId: string): Promise<Outgoing | null> {
  const row = await db
    .selectFrom('outgoing')
    .select(['id', 'prefix', 'year', 'number', 'date'])
    .where('reply_id', '=', replyId)
    .where('annulled_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, date: row.date as PlainDate }
}

/** How many numbers a letter has taken on a day, those annulled too. */
export async function numbersTakenOn(db: Db, replyId: string, day: PlainDate): Promise<number> {
  const { n } = await db
    .selectFrom('outgoing')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('reply_id', '=', replyId)
    .where('date', '=', day)
    .executeTakeFirstOrThrow()
  return Number(n)
}
