import { sql } from 'kysely'
import { termStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { EventSignal } from '../../domain/signal/event-signals.ts'
import type { SignalTrack } from '../../domain/signal/kind.ts'
import type { Db } from '../context.ts'

interface DueCommon {
  readonly id: string
  readonly appealId: string
  readonly executorId: string | null
  readonly unitId: string | null
}
/** A step of a day whose moment has come; `unitId` is that of the question where it is one's. */
export interface DueStep extends DueCommon {
  readonly track: SignalTrack
  readonly questionId: string | null
  readonly day: PlainDate
  readonly step: number
}
export interface DueEvent extends DueCommon {
  readonly track: 'event'
  readonly seq: number
  readonly kind: EventSignal
}
export type DuePlan = DueStep | DueEvent

/**
 * What is due, the oldest first. Its rows and its appeals are locked until the transaction ends, the appeals against
 * new events; what others hold is passed over, and comes with a later look.
 */
export async function takeDuePlans(
  trx: Db,
  now: number,
  most: number,
  except: readonly string[],
): Promise<DuePlan[]> {
  const rows = await trx
    .selectFrom('signal_plan as plan')
    .innerJoin('appeal', 'appeal.id', 'plan.appeal_id')
    .select(['plan.id', 'plan.appeal_id', 'plan.track', 'plan.question_id', 'plan.day', 'plan.step'])
    .select(['plan.event_seq', 'plan.kind', 'appeal.executor_id', 'appeal.unit_id'])
    .select(
      sql<string | null>`(select unit_id from question where question.id = plan.question_id)`.as('asked'),
    )
    .where('plan.told_at', 'is', null)
    .where('plan.due_at', '<=', new Date(now))
    .where(sql<boolean>`plan.id <> all(${[...except]}::uuid[])`)
    .orderBy('plan.due_at')
    .orderBy('plan.id')
    .limit(most)
    .modifyEnd(sql`for update of plan skip locked for key share of appeal skip locked`)
    .execute()
  return rows.map((row): DuePlan => {
    const { id, appeal_id: appealId, executor_id: executorId, unit_id: unitId } = row
    if (row.track === 'event') {
      const { event_seq: seq, kind } = row
      // The table's checks say that an event has both, and a day has what follows.
      return { id, appealId, executorId, unitId, track: 'event', seq: seq ?? 0, kind: kind as EventSignal }
    }
    const common = { id, appealId, track: row.track as SignalTrack, questionId: row.question_id }
    const counted = { ...common, day: row.day as PlainDate, step: row.step ?? 0 }
    return row.question_id === null
      ? { ...counted, executorId, unitId }
      : { ...counted, executorId: null, unitId: row.asked }
  })
}

/** It was told, or it was over before anybody could be told. `step`: the last one that was told with it. */
export async function finishPlan(
  trx: Db,
  id: string,
  { outcome, step }: { readonly outcome: 'told' | 'over'; readonly step: number | null },
  at: number,
): Promise<void> {
  await trx
    .updateTable('signal_plan')
    .set({ told_at: new Date(at), outcome, told_step: step })
    .where('id', '=', id)
    .execute()
}

export async function movePlan(trx: Db, id: string, dueAt: number): Promise<void> {
  await trx
    .updateTable('signal_plan')
    .set({ due_at: new Date(dueAt) })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .execute()
}

/** Days that wait, a stretch in the order of ids. */
export async function waitingDays(db: Db, after: string | null, most: number) {
  const rows = await db
    .selectFrom('signal_plan')
    .select(['id', 'day', 'step', 'due_at'])
    .where('told_at', 'is', null)
    .where('track', '<>', 'event')
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id, day, step, due_at }) => ({
    id,
    day: day as PlainDate,
    step: step ?? 0,
    dueAt: due_at.getTime(),
  }))
}

/** Appeals whose term runs and for which nothing was ever planned, a stretch in the order of ids. */
export async function unplannedAppeals(db: Db, after: string | null, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('id')
    .where('status', 'in', termStatuses)
    .where((eb) => eb.or([eb('due_date', 'is not', null), eb('executor_id', 'is', null)]))
    .where(sql<boolean>`not exists (select from signal_plan where signal_plan.appeal_id = appeal.id)`)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

export async function isPlanned(db: Db, appealId: string): Promise<boolean> {
  const row = await db
    .selectFrom('signal_plan')
    .select('id')
    .where('appeal_id', '=', appealId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many have been due since before this moment (epoch ms) and are not told. */
export async function stuckPlans(db: Db, since: number): Promise<{ n: number }> {
  return await db
    .selectFrom('signal_plan')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('told_at', 'is', null)
    .where('due_at', '<', new Date(since))
    .executeTakeFirstOrThrow()
}

/** How many open appeals have a due date that nobody would ever be told of. */
export async function lackingPlans(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('appeal')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('status', 'in', termStatuses)
    .where('due_date', 'is not', null)
    .where(
      sql<boolean>`not exists (select from signal_plan where signal_plan.appeal_id = appeal.id
        and track = 'term' and told_at is null)`,
    )
    .executeTakeFirstOrThrow()
  return n
}

/** The open questions of an appeal with the days of their answers. */
export async function openQuestions(db: Db, appealId: string): Promise<{ id: string; day: PlainDate }[]> {
  const rows = await db
    .selectFrom('question')
    .select(['id', 'answer_by'])
    .where('appeal_id', '=', appealId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  return rows.map(({ id, answer_by }) => ({ id, day: answer_by as PlainDate }))
}

/** Whether a question has ever had a plan. */
export async function isQuestionPlanned(db: Db, questionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('signal_plan')
    .select('id')
    .where('question_id', '=', questionId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
