import { randomUUID } from 'node:crypto'
import { instantOf, localDate } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { dailyHeadOf } from './event-chain.ts'
import { headsBefore } from './event-store.ts'

/** The local midnight that ends a day. */
const endOf = (day: PlainDate): number => instantOf(addDays(day, 1), '00:00:00')

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
    let recorded = 0
    for (; endOf(day) <= now; day = addDays(day, 1)) {
      await recordHead(trx, day, now)
      recorded += 1
    }
    if (recorded === 0) return 0
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
    .values({ id: randomUUID(), act: 'dailyHead', due_at: new Date(endOf(day)) })
    .execute()
}

async function recordHead(trx: Db, day: PlainDate, now: number): Promise<void> {
  const heads = await headsBefore(trx, endOf(day))
  await trx
    .insertInto('daily_head')
    .values({ date: day, head: dailyHeadOf(heads), appeals: heads.length, recorded_at: new Date(now) })
    .onConflict((conflict) => conflict.column('date').doNothing())
    .execute()
}
