import { randomUUID } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { lockRegister, type Register, takeNumber } from './registry-store.ts'

/** Of the letters that the company sends. */
export const outgoingRegister: Register = {
  code: 'outgoing',
  name: { kk: 'Шығыс хаттар тізілімі', ru: 'Реестр исходящих писем', en: 'Register of outgoing letters' },
}

/** A line of the register of outgoing letters. */
export interface Outgoing {
  readonly id: string
  readonly year: number
  readonly number: number
  readonly date: PlainDate
}

/**
 * Takes the next outgoing number of the year for a letter, at this moment (epoch milliseconds). Gapless: who comes next
 * waits for the commit of `trx`, which sends or freezes the letter that it is for.
 */
export async function takeOutgoingNumber(
  trx: Db,
  letter: { readonly appealId: string; readonly replyId: string; readonly at: number },
): Promise<Outgoing> {
  const { appealId, replyId, at } = letter
  await lockRegister(trx, outgoingRegister)
  const id = randomUUID()
  const date = localDate(at)
  const year = yearOf(date)
  const number = await takeNumber(trx, year, outgoingRegister)
  await trx
    .insertInto('outgoing')
    .values({
      id,
      register_code: 'outgoing',
      year,
      number,
      date,
      appeal_id: appealId,
      reply_id: replyId,
      taken_at: new Date(at),
    })
    .execute()
  return { id, year, number, date }
}

/** The number is not used: the register says so, and why. It is never given again. */
export async function annulOutgoing(
  trx: Db,
  outgoingId: string,
  annulled: { readonly why: string; readonly at: number },
): Promise<void> {
  await trx
    .updateTable('outgoing')
    .set({ annulled_at: new Date(annulled.at), annulled_why: annulled.why })
    .where('id', '=', outgoingId)
    .where('annulled_at', 'is', null)
    .execute()
}

/** The number that a letter has, or null; one that was annulled is not its number. */
export async function outgoingOf(db: Db, replyId: string): Promise<Outgoing | null> {
  const row = await db
    .selectFrom('outgoing')
    .select(['id', 'year', 'number', 'date'])
    .where('reply_id', '=', replyId)
    .where('annulled_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, date: row.date as PlainDate }
}
