import { randomUUID } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { endOfDay, keepHead, lastHead, lockHeads, movedChains } from './head-store.ts'

/** The heads before trees were there missed what was committed after midnight: the first tree looks back so far. */
const lateMs = 86_400_000

/**
 * Records the head of every day that has ended since the last, and plans the next midnight. The first call only
 * plans. Two at once do the work of one. Answers how many heads were recorded.
 */
export async function recordDailyHeads(context: Context): Promise<number> {
  return await inTransaction(context.db, async (trx) => {
    // The role that serves has no other row that all processes could queue at.
    await trx.selectFrom('world').select('demo').forUpdate().execute()
    const act = await trx
      .selectFrom('due_act')
      .select(['id', 'due_at'])
      .where('act', '=', 'dailyHead')
      .where('done_at', 'is', null)
      .executeTakeFirst()
    const now = context.now()
    if (act === undefined) {
      await planHead(trx, localDate(now))
      return 0
    }
    let day = addDays(localDate(act.due_at.getTime()), -1)
    if (endOfDay(day) > now) return 0
    await lockHeads(trx)
    let recorded = 0
    for (; endOfDay(day) <= now; day = addDays(day, 1)) {
      await recordHead(trx, day, now)
      recorded += 1
    }
    await trx
      .updateTable('due_act')
      .set({ done_at: new Date(now) })
      .where('id', '=', act.id)
      .execute()
    await planHead(trx, day)
    return recorded
  })
}

async function planHead(trx: Db, day: PlainDate): Promise<void> {
  await trx
    .insertInto('due_act')
    .values({ id: randomUUID(), act: 'dailyHead', due_at: new Date(endOfDay(day)) })
    .execute()
}

/** docs/decisions/0040: what was recorded since the head before. A day of which a head was made has its head. */
async function recordHead(trx: Db, day: PlainDate, now: number): Promise<void> {
  const previous = await lastHead(trx)
  if (previous !== null && previous.date >= day) return
  const from = previous === null ? null : endOfDay(previous.date) - ((await isTree(trx)) ? 0 : lateMs)
  await keepHead(trx, day, { previous, chains: await movedChains(trx, { from, to: endOfDay(day) }), now })
}

/** Whether a head of the new kind was made before. */
async function isTree(trx: Db): Promise<boolean> {
  return (await trx.selectFrom('journal_head').select('date').limit(1).executeTakeFirst()) !== undefined
}
