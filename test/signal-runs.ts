import { setTimeout } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { connect } from '../db/connect.ts'
import type { Tables } from '../db/tables.ts'
import type { EventType } from '../domain/appeal/event.ts'
import { firstStatus } from '../domain/appeal/status.ts'
import { localDate } from '../domain/calendar/instant.ts'
import { addDays, type PlainDate } from '../domain/calendar/plain-date.ts'
import { momentOfStep, stepAfter } from '../domain/signal/step.ts'
import { appendEvent, type NewEvent } from '../server/appeal/event-store.ts'
import type { Context } from '../server/context.ts'
import { openingHours } from '../server/signal/opening-hours-store.ts'
import { tellDue } from '../server/signal/tell-due.ts'
import { Random } from './duty-model/random.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface Run {
  readonly id: string
  closed: boolean
}

/**
 * So many appeals under one clock that jumps: forward, back, over midnight, weekends and holidays. Between the jumps
 * people are named and away, days move and appeals are answered. Two workers look at once, and one of them is killed
 * now and then. At the end everything is compared with what the rule says. Answers how many signals were told.
 */
export async function runUnderJumpingClock(world: World, seed: number, appeals: number): Promise<number> {
  const random = new Random(seed)
  const owner = connect(world.database.ownerUrl, { max: 2 })
  const victim = connect(`${world.database.appUrl}?application_name=victim`, { max: 3 })
  const begins = Date.parse('2026-01-05T05:00:00Z') + random.below(250) * dayMs
  let latest = begins
  const setNow = (at: number) => {
    latest = Math.max(latest, at)
    world.setNow(new Date(at).toISOString())
  }
  try {
    setNow(begins)
    const runs: Run[] = []
    for (let n = 0; n < appeals; n += 1) runs.push(await registered(world, owner, random))
    for (let look = 0; look < 24; look += 1) {
      setNow(jumped(world.context.now(), begins, random))
      for (const run of runs) if (random.chance(0.12)) await happens(world, run, random)
      await twoLooks(world.context, { ...world.context, db: victim }, owner, random)
    }
    setNow(latest)
    await tellDue(world.context)
    return await compared(world.context, owner, runs, latest)
  } finally {
    await victim.destroy()
    await owner.destroy()
  }
}

/** Within two months of the beginning: a moment, a night, a weekend, two weeks, or back. */
function jumped(now: number, begins: number, random: Random): number {
  const jump = random.pick([
    random.below(3) * hourMs,
    20 * hourMs,
    dayMs,
    3 * dayMs,
    random.below(15) * dayMs,
    -random.below(6) * dayMs,
    -2 * hourMs,
  ])
  return Math.min(Math.max(now + jump, begins), begins + 60 * dayMs)
}

/** A copy of the world's first appeal, sent and registered by events of its own. */
async function registered(world: World, owner: Kysely<Tables>, random: Random): Promise<Run> {
  const id = crypto.randomUUID()
  // As a draft is: what its events say comes with them.
  const empty = { id, status: firstStatus, sent_at: null, number: null, due_date: null, executor_id: null }
  await sql`insert into appeal select (jsonb_populate_record(appeal, ${JSON.stringify(empty)}::jsonb)).*
    from appeal where id = (select id from appeal order by created_at, id limit 1)`.execute(owner)
  const { db, now } = world.context
  const day = localDate(now())
  const dueDate = addDays(day, 1 + random.below(25))
  const number = Number.parseInt(id.slice(0, 7), 16) + 1
  const sent = {
    couponYear: 2026,
    couponNumber: 1,
    registersAt: new Date(now()).toISOString(),
    registrationDate: day,
    letterFileId: id,
    letterCommitment: '0',
    signatureCode: 'ok',
  }
  await append(world.context, { appealId: id, type: 'sent', data: sent }, 'system')
  const registration = { register: 'appeals', year: 2026, number, date: day, dueDate }
  await append(world.context, { appealId: id, type: 'registered', data: registration }, 'system')
  const unit = await db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
  const data = { unitId: unit.id, rule: null, reasonId: null }
  await append(world.context, { appealId: id, type: 'routed', data }, 'system')
  return { id, closed: false }
}

type Told = Pick<NewEvent<EventType>, 'appealId' | 'type' | 'data'>

async function append({ db, now }: Context, event: Told, actor: string): Promise<void> {
  const at = now()
  const key = `${event.type}:${crypto.randomUUID()}`
  await db
    .transaction()
    .execute((trx) =>
      appendEvent(trx, { ...event, occurredAt: at, recordedAt: at, actor, source: 'office', key }),
    )
}

async function happens(world: World, run: Run, random: Random): Promise<void> {
  if (run.closed) return
  const { context, people } = world
  const by = `staff:${people.head.id}`
  const appealId = run.id
  const executorId = random.pick([people.executor.id, people.otherExecutor.id, null])
  const newDueDate = addDays(localDate(context.now()), random.below(20) - 3)
  const what = random.below(10)
  if (what < 5) {
    const data = { executorId, reasonId: null }
    await append(context, { appealId, type: 'executorChanged', data }, by)
  } else if (what < 9) {
    const data = { correspondenceId: appealId, approvedBy: people.head.id, oldDueDate: null, newDueDate }
    await append(context, { appealId, type: 'interimReplied', data }, by)
  } else {
    await append(context, { appealId, type: 'executed', data: { correspondenceId: appealId } }, by)
    run.closed = true
  }
}

/** Two workers at once; one look in three the second is killed in the middle. */
async function twoLooks(
  first: Context,
  second: Context,
  owner: Kysely<Tables>,
  random: Random,
): Promise<void> {
  const dies = random.chance(0.34)
  const killed = async () => {
    if (!dies) return
    await setTimeout(random.below(40))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'victim' and datname = current_database()`.execute(owner)
  }
  const [whole, cut] = await Promise.allSettled([tellDue(first), tellDue(second), killed()])
  if (whole.status === 'rejected') throw whole.reason
  if (cut.status === 'rejected' && !dies) throw cut.reason
}

/** Every step that came is told once, alone or with a later one; nothing that is due waits; everybody named is told. */
async function compared(
  context: Context,
  owner: Kysely<Tables>,
  runs: readonly Run[],
  latest: number,
): Promise<number> {
  const hours = await openingHours(context.db)
  const ids = runs.map(({ id }) => id)
  const plans = await owner.selectFrom('signal_plan').selectAll().where('appeal_id', 'in', ids).execute()
  const signals = await owner.selectFrom('signal').selectAll().where('appeal_id', 'in', ids).execute()
  const wrong: string[] = []
  for (const run of runs) {
    const own = plans.filter((plan) => plan.appeal_id === run.id)
    for (const plan of own) {
      const to = signals.filter((signal) => signal.plan_id === plan.id).map(({ staff_id }) => staff_id)
      if (new Set(to).size !== to.length) wrong.push(`${plan.id}: somebody was told twice`)
      if (plan.outcome === 'told' && plan.track !== 'event' && to.length === 0)
        wrong.push(`${plan.id}: nobody was told`)
      if (plan.outcome === null && plan.due_at.getTime() <= latest) wrong.push(`${plan.id}: due and not told`)
    }
    for (const track of ['term', 'free', 'question'] as const) {
      const steps = own.filter((plan) => plan.track === track)
      for (const day of new Set(steps.map((plan) => plan.day as PlainDate))) {
        const told = steps
          .filter((plan) => plan.day === day && plan.told_step !== null)
          .map((plan) => ({ from: plan.step ?? 0, to: plan.told_step ?? 0, due: plan.due_at.getTime() }))
          .sort((a, b) => a.from - b.from)
        for (const [index, { from, to, due }] of told.entries()) {
          const last = told[index - 1]?.to
          if (last !== undefined && from <= last) wrong.push(`${run.id} ${track} ${day}: ${from} told twice`)
          if (momentOfStep(day, to, hours) > latest)
            wrong.push(`${run.id} ${track} ${day}: ${to} told too early`)
          // What follows a told step without a gap, unless the day was away meanwhile.
          const isNext = last === undefined || from === stepAfter(track, last)
          if (!isNext && due === momentOfStep(day, from, hours) && !wasAway(own, track, day)) {
            wrong.push(`${run.id} ${track} ${day}: a step between ${last} and ${from} is missing`)
          }
        }
      }
      const waiting = steps.filter((plan) => plan.outcome === null)
      if (waiting.length > 1) wrong.push(`${run.id} ${track}: two wait`)
    }
    const { status, due_date: due } = await owner
      .selectFrom('appeal')
      .select(['status', 'due_date'])
      .where('id', '=', run.id)
      .executeTakeFirstOrThrow()
    const waiting = own.filter((plan) => plan.track === 'term' && plan.outcome === null)
    if (run.closed !== (waiting.length === 0)) wrong.push(`${run.id}: ${status}, and ${waiting.length} wait`)
    if (waiting[0] !== undefined && waiting[0].day !== due)
      wrong.push(`${run.id}: waits for ${waiting[0].day}, due ${due}`)
  }
  if (wrong.length > 0) throw new Error(wrong.slice(0, 10).join('\n'))
  return signals.length
}

const wasAway = (
  plans: readonly { track: string; day: string | null }[],
  track: string,
  day: string,
): boolean => plans.some((plan) => plan.track === track && plan.day !== day)
