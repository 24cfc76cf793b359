import { sql } from 'kysely'
import type { Db } from '../context.ts'

/** So often a phone may be refused before its code is over: every time costs us a check. */
const mostRefusals = 10

/**
 * Takes one of the tries of a code, in one statement, before anything of the answer is checked: of a burst no more pass
 * than are left. False when none is left: as many as there are were refused or are being checked.
 */
export async function takeAnswerTry(db: Db, id: string): Promise<boolean> {
  const taken = await db
    .updateTable('phone_signing')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', mostRefusals)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** The answer was taken, or what kept it from being checked was not its fault. */
export async function giveBackAnswerTry(db: Db, id: string): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('id', '=', id)
    .where('tries', '>', 0)
    .execute()
}

/** What came was refused; the page says why, and a phone may come again until the code is over. */
export async function markRefused(db: Db, id: string, code: string, now: number): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set({
      state: 'refused',
      code,
      refusals: sql<number>`refusals + 1`,
      expires_at: sql<Date>`case when refusals + 1 >= ${mostRefusals} then ${new Date(now)} else expires_at end`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'fetched', 'refused'])
    .execute()
}
