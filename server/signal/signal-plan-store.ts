import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type EventSignal, signalsOf } from '../../domain/signal/event-signals.ts'
import type { SignalTrack } from '../../domain/signal/kind.ts'
import { signalDays } from '../../domain/signal/signal-days.ts'
import {
  momentOfStep,
  type OpeningHours,
  type PlannedStep,
  planFrom,
  stepAfter,
} from '../../domain/signal/step.ts'
import { replyWaiting } from '../appeal/reply-waiting.ts'
import type { Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'
import { openingHours } from './opening-hours-store.ts'

/** What an appeal's own history counts; questions have days of their own. */
const dayTracks = ['term', 'free', 'papers', 'withdrawal'] as const satisfies readonly SignalTrack[]

/** One day that signals are counted from. `questionId`: of a question to a unit, else null. */
interface Counted {
  readonly appealId: string
  readonly track: SignalTrack
  readonly questionId: string | null
  readonly day: PlainDate
}

/**
 * Plans what an event brings, and makes again what is planned for days that it moved, in the event's own transaction.
 * The appeal is locked. `history` ends with the event; `at` is epoch milliseconds.
 */
export async function planSignals(
  trx: Db,
  appealId: string,
  history: readonly AppealEvent[],
  at: number,
): Promise<void> {
  const event = history.at(-1)
  if (event === undefined) return
  const before = signalDays(history.slice(0, -1))
  const after = signalDays(history)
  let hours: OpeningHours | undefined
  for (const track of dayTracks) {
    const day = after[track]
    if (before[track] === day) continue
    await dropWaiting(trx, appealId, sql`track = ${track}`)
    if (day === null) continue
    hours ??= await openingHours(trx)
    await planDay(trx, { appealId, track, questionId: null, day }, at, hours)
  }
  if (event.type === 'questionAnswered' || event.type === 'questionWithdrawn') {
    await dropWaiting(trx, appealId, sql`question_id::text = ${event.data.questionId}`)
  }
  // What is over asks no unit any more; what begins has asked none yet.
  if (history.length > 1 && after.term === null && after.free === null)
    await dropWaiting(trx, appealId, sql`track = 'question'`)
  await planEvent(trx, appealId, event, at)
}

/** For an appeal that has no plans yet: those of its days, as of now. The appeal is locked. */
export async function planDays(
  trx: Db,
  appealId: string,
  history: readonly AppealEvent[],
  at: number,
  hours: OpeningHours,
): Promise<void> {
  const days = signalDays(history)
  for (const track of dayTracks) {
    const day = days[track]
    if (day !== null) await planDay(trx, { appealId, track, questionId: null, day }, at, hours)
  }
}

/** Plans what comes first for a day that signals are counted from. The appeal is held against new events. */
export async function planDay(trx: Db, counted: Counted, at: number, hours: OpeningHours): Promise<void> {
  const { track, day } = counted
  const planned = planFrom(track, day, at, hours)
  if (planned === null) return
  const told = await lastTold(trx, counted)
  if (told === null || told < planned.step) return await insertStep(trx, counted, planned, at)
  // The day was moved away and back: what was told of it then is not told again.
  const step = stepAfter(track, told)
  if (step === null) return
  await insertStep(trx, counted, { step, dueAt: momentOfStep(day, step, hours) }, at)
}

async function lastTold(trx: Db, { appealId, track, questionId, day }: Counted): Promise<number | null> {
  const row = await trx
    .selectFrom('signal_plan')
    .select((eb) => eb.fn.max('told_step').as('step'))
    .where('appeal_id', '=', appealId)
    .where('track', '=', track)
    .where('day', '=', day)
    .where(sql<boolean>`question_id is not distinct from ${questionId}::uuid`)
    .executeTakeFirst()
  return row?.step ?? null
}

/** The next step of a day is planned; the one before it was told. */
export async function insertStep(trx: Db, counted: Counted, planned: PlannedStep, at: number): Promise<void> {
  await trx
    .insertInto('signal_plan')
    .values({
      id: randomUUID(),
      appeal_id: counted.appealId,
      track: counted.track,
      question_id: counted.questionId,
      day: counted.day,
      step: planned.step,
      due_at: new Date(planned.dueAt),
      planned_at: new Date(at),
    })
    .execute()
  if (planned.dueAt <= at) await queueJob(trx, 'tell-signals', {})
}

async function planEvent(trx: Db, appealId: string, event: AppealEvent, at: number): Promise<void> {
  const { type, seq } = event
  const kinds: readonly EventSignal[] = signalsOf[type]
  if (kinds.length === 0 || (type === 'routed' && !(await waitsForYes(trx, appealId)))) return
  const moment = new Date(at)
  await trx
    .insertInto('signal_plan')
    .values(
      kinds.map((kind) => ({
        id: randomUUID(),
        appeal_id: appealId,
        track: 'event',
        event_seq: seq,
        kind,
        due_at: moment,
        planned_at: moment,
      })),
    )
    .execute()
  await queueJob(trx, 'tell-signals', {})
}

/** Whether a letter of this appeal waits: by where it is routed, others say yes to it. */
async function waitsForYes(trx: Db, appealId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('appeal')
    .select(replyWaiting.as('waits'))
    .where('id', '=', appealId)
    .executeTakeFirst()
  return row?.waits === true
}

async function dropWaiting(trx: Db, appealId: string, which: RawBuilder<unknown>): Promise<void> {
  await trx
    .deleteFrom('signal_plan')
    .where('appeal_id', '=', appealId)
    .where('told_at', 'is', null)
    .where('track', '<>', 'event')
    .where(sql<boolean>`${which}`)
    .execute()
}
