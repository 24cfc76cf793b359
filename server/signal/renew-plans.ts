import { momentOfStep, type OpeningHours } from '../../domain/signal/step.ts'
import { historyOf } from '../appeal/event-store.ts'
import { lockAppeals } from '../appeal/held-work-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { isPlanned, movePlan, unplannedAppeals, waitingDays } from './due-plan-store.ts'
import { keepPlanStamp, planStamp, stampedHours } from './opening-hours-store.ts'
import { planQuestions } from './plan-questions.ts'
import { planDays } from './signal-plan-store.ts'

const most = 500

/**
 * Where the calendar or the hours have changed since the plans were made, by whatever hand, they are made again; on a
 * database that has none yet, for all that is open. Broken off, it begins again. Answers how many were moved or made.
 */
export async function renewPlans(context: Context): Promise<number> {
  const { db } = context
  const { hours, stamp } = await stampedHours(db)
  if ((await planStamp(db)) === stamp) return 0
  const renewed = (await moveWaiting(context, hours)) + (await planMissing(context, hours))
  await keepPlanStamp(db, stamp)
  return renewed
}

async function moveWaiting({ db }: Context, hours: OpeningHours): Promise<number> {
  let moved = 0
  for (let after: string | null = null; ; ) {
    const rows = await waitingDays(db, after, most)
    for (const { id, day, step, dueAt } of rows) {
      const moment = momentOfStep(day, step, hours)
      if (moment === dueAt) continue
      await movePlan(db, id, moment)
      moved += 1
    }
    after = rows.at(-1)?.id ?? null
    if (rows.length < most) return moved
  }
}

async function planMissing({ db, now }: Context, hours: OpeningHours): Promise<number> {
  let planned = 0
  for (let after: string | null = null; ; ) {
    const ids = await unplannedAppeals(db, after, most)
    for (const id of ids) {
      await inTransaction(db, async (trx) => {
        await lockAppeals(trx, [id])
        // An event may have planned meanwhile.
        if (await isPlanned(trx, id)) return
        await planDays(trx, id, await historyOf(trx, id), now(), hours)
        await planQuestions(trx, id, now(), hours)
        planned += 1
      })
    }
    after = ids.at(-1) ?? null
    if (ids.length < most) return planned
  }
}
