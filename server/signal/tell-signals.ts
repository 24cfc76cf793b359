import { localDate } from '../../domain/calendar/instant.ts'
import { placesOf } from '../../domain/signal/choice.ts'
import { isUrgent } from '../../domain/signal/mail-pace.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { replyOfficeOn } from '../person/worker-store.ts'
import { holdOffice } from '../unit/unit-store.ts'
import { finishPlan, movePlan, takeDuePlans } from './due-plan-store.ts'
import { openingHours } from './opening-hours-store.ts'
import { planQuestions } from './plan-questions.ts'
import { Sight } from './sight.ts'
import { openSignalMail } from './signal-mail-store.ts'
import { insertStep } from './signal-plan-store.ts'
import { signalAddressOf, signalSettingsOf } from './signal-setting-store.ts'
import { insertSignals, type NewSignal, takeSignalNumbers } from './signal-store.ts'
import { type Told, toldOf } from './told-of.ts'

/** As many are told in one transaction. */
const most = 100

/**
 * Tells what has come due: whom, is asked now, of today's roles, absences and sight. What is told is written down in
 * the same transaction, so that nothing is told twice and nothing is lost if a process dies. One that fails is logged,
 * and does not keep the others. Answers how many signals were told.
 */
export async function tellSignals(context: Context, isOver: () => boolean = () => false): Promise<number> {
  const failed: string[] = []
  let told = 0
  for (let size = most; !isOver(); ) {
    const ids: string[] = []
    try {
      const batch = await inTransaction(context.db, (trx) =>
        tellBatch({ ...context, db: trx }, size, failed, ids),
      )
      if (batch === null) return told
      told += batch
    } catch (error) {
      if (ids.length > 1) {
        size = 1
        continue
      }
      if (ids.length === 0) throw error
      failed.push(...ids)
      context.log({ level: 'error', message: 'a signal was not told', plan: ids[0], reason: String(error) })
    }
  }
  return told
}

/** Null: nothing was due. `ids` says what was looked at, also where it fails. */
async function tellBatch(
  context: Context,
  size: number,
  except: readonly string[],
  ids: string[],
): Promise<number | null> {
  const { db } = context
  const now = context.now()
  await holdOffice(db)
  const due = await takeDuePlans(db, now, size, except)
  ids.push(...due.map(({ id }) => id))
  if (due.length === 0) return null
  const day = localDate(now)
  const office = await replyOfficeOn(db, day)
  const hours = await openingHours(db)
  const sight = new Sight(db, now, [...new Set(due.map(({ appealId }) => appealId))])
  const told: Told[] = []
  for (const plan of due) {
    const one = await toldOf(db, plan, { office, hours, sight, now })
    if (one.outcome === 'early') await movePlan(db, plan.id, one.next.dueAt)
    else await finishPlan(db, plan.id, one, now)
    if (one.outcome === 'told') {
      told.push(one)
      if (plan.track === 'event' && plan.kind === 'asked') await planQuestions(db, plan.appealId, now, hours)
      if (plan.track !== 'event' && one.next !== null) await insertStep(db, plan, one.next, now)
    }
  }
  return await tell(context, told, now)
}

async function tell(context: Context, told: readonly Told[], now: number): Promise<number> {
  const all = told.flatMap(({ signals }) => signals)
  // In one order everywhere: two workers that tell the same people never wait for each other in a circle.
  for (const staffId of [...new Set(all.map((one) => one.staffId))].sort()) {
    const own = all.filter((one) => one.staffId === staffId)
    const first = await takeSignalNumbers(context.db, staffId, own.length)
    await insertSignals(context.db, await placed(context, staffId, own, now), first, now)
  }
  return all.length
}

/** Where each goes, by what this person has chosen. */
async function placed(
  context: Context,
  staffId: string,
  signals: Told['signals'],
  now: number,
): Promise<NewSignal[]> {
  const { db, config } = context
  const settings = await signalSettingsOf(db, staffId)
  const isReachable = config.mail !== null && signalAddressOf(settings) !== null
  const places = signals.map((one) => ({ one, ...placesOf(settings.choices[one.kind], isReachable) }))
  const mailed = places.filter(({ mail }) => mail)
  const isAtOnce = mailed.some(({ one }) => isUrgent(one.kind))
  const mailId = mailed.length === 0 ? null : await openSignalMail(db, staffId, isAtOnce, now)
  return places.map(({ one, office, mail }) => ({ ...one, inOffice: office, mailId: mail ? mailId : null }))
}
