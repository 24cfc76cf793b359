import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../context.ts'

/** How often something may be tried within a window. */
export interface TryLimit {
  /** What is tried, as the count is kept under; whose it is comes to it. */
  readonly kind: string
  readonly most: number
  readonly windowMs: number
  /** What is waited after the first try, the second and so on, before the next; nothing beyond the list. */
  readonly waitsMs?: readonly number[]
}

/** A limit, and whose tries it counts. */
export type Wanted = readonly [TryLimit, string]

/** A try that was taken, to be given back when it was none. */
export interface TakenTry {
  readonly subject: Buffer
  readonly beganAt: Date
}

/** No try now, but in so many milliseconds. */
export interface NoTry {
  readonly leftMs: number
  /** All tries are used, until the window is over; else it is a wait before the next. */
  readonly usedUp: boolean
}

/** Was there no try? */
export const isNoTry = (got: TakenTry | readonly TakenTry[] | NoTry): got is NoTry => 'leftMs' in got

const subjectOf = ([{ kind }, whose]: Wanted): Buffer =>
  createHash('sha256').update(`${kind}\n${whose}`).digest()

interface Row {
  readonly subject: Buffer
  readonly passed: boolean
  readonly taken: number
  readonly began_at: Date
  /** Null in rows older than waits. */
  readonly last_at: Date | null
}

/** Between the two steps of taking a row may be deleted whose window was over for a day; it is made once more. */
const mostRounds = 5

/**
 * Takes one try of each limit or none, so that of any number at once, in any number of processes, no more pass than
 * there are. Called before any work is done for the one who tries. Where one limit refuses, nothing is written: an
 * address that is shut out leaves no rows of the names it goes through. Rows are made and locked in the order in which
 * they are named, the same everywhere: nobody who holds one waits for one before it, so nobody waits in a circle. A
 * window begins with the first try; one that lies ahead by a whole window (a moved clock) is over too.
 */
export async function takeTries(
  db: Db,
  wanted: readonly Wanted[],
  now: number,
): Promise<readonly TakenTry[] | NoTry> {
  for (let round = 0; round < mostRounds; round += 1) {
    const rows = await takeFromRows(db, wanted, now)
    const refusals = wanted.flatMap((one) => {
      const row = rows.find(({ subject, passed }) => !passed && subject.equals(subjectOf(one)))
      return row === undefined ? [] : [noTry(one[0], row, now)]
    })
    if (refusals.length > 0)
      return refusals.reduce((longest, one) => (one.leftMs > longest.leftMs ? one : longest))
    if (rows.length === wanted.length) {
      return rows.map(({ subject, began_at }) => ({ subject, beganAt: began_at }))
    }
    await makeRows(db, wanted, now)
  }
  throw new Error('counts of tries are deleted as fast as they are made')
}

const instantOf = (now: number) => sql`${new Date(now)}::timestamptz`

/** What is wanted, as rows. */
function askedOf(wanted: readonly Wanted[]): RawBuilder<unknown> {
  const asked = wanted.map((one, place) => ({
    place,
    subject: subjectOf(one).toString('hex'),
    most: one[0].most,
    window_ms: one[0].windowMs,
    waits: one[0].waitsMs ?? [],
  }))
  return sql`wanted as materialized (
      select place, decode(subject, 'hex') as subject, most, window_ms * interval '1 ms' as long, waits
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          as one (place int, subject text, most int, window_ms float8, waits float8[])
    )`
}

/** Takes of all rows, in the order of `wanted`, where all are there and have a try; else answers those without one. */
async function takeFromRows(db: Db, wanted: readonly Wanted[], now: number): Promise<readonly Row[]> {
  const at = instantOf(now)
  const { rows } = await sql<Row>`
    with ${askedOf(wanted)},
    held as materialized (
      select place, kept.subject, kept.taken, kept.began_at, kept.last_at,
             ${isOver(sql`kept`, at)} as is_over, ${passes(sql`kept`, at)} as passes
        from wanted join try_count as kept using (subject)
       order by place for update of kept
    ),
    took as (
      update try_count as kept
         set taken = case when held.is_over then 1 else held.taken + 1 end,
             began_at = case when held.is_over then ${at} else held.began_at end,
             last_at = ${at}, passed = true
        from held
       where kept.subject = held.subject
         and (select count(*) filter (where passes) from held) = ${wanted.length}::int
      returning held.place, kept.subject, true as passed, kept.taken, kept.began_at, kept.last_at
    )
    select * from took
    union all
    select place, subject, false, taken, began_at, last_at from held where not passes
     order by place`.execute(db)
  return rows
}

/** Rows that are not there yet, with no try taken. */
async function makeRows(db: Db, wanted: readonly Wanted[], now: number): Promise<void> {
  const at = instantOf(now)
  await sql`
    with ${askedOf(wanted)}
    insert into try_count (subject, taken, began_at, last_at, passed)
    select subject, 0, ${at}, ${at}, true from wanted order by place
    on conflict (subject) do nothing`.execute(db)
}

/** Is the window of this row over? Beside it, what is wanted of it. */
const isOver = (row: RawBuilder<unknown>, at: RawBuilder<unknown>) =>
  sql`(${row}.began_at <= ${at} - long or ${row}.began_at >= ${at} + long)`

/** Has this row a try? Clocks of two processes differ a little: a limit without waits asks for none. */
function passes(row: RawBuilder<unknown>, at: RawBuilder<unknown>) {
  const last = sql`coalesce(${row}.last_at, ${row}.began_at)`
  const wait = sql`coalesce(waits[${row}.taken], 0)`
  return sql`(${isOver(row, at)} or ${row}.taken < most and (${wait} = 0
    or ${at} >= ${last} + ${wait} * interval '1 ms' or ${at} < ${last} - long))`
}

function noTry({ most, windowMs, waitsMs = [] }: TryLimit, row: Row, now: number): NoTry {
  const usedUp = row.taken >= most
  const until = usedUp
    ? row.began_at.getTime() + windowMs
    : (row.last_at ?? row.began_at).getTime() + (waitsMs[row.taken - 1] ?? 0)
  return { leftMs: Math.max(1, until - now), usedUp }
}

/** One try of one limit. */
export async function takeTry(
  db: Db,
  limit: TryLimit,
  whose: string,
  now: number,
): Promise<TakenTry | NoTry> {
  const taken = await takeTries(db, [[limit, whose]], now)
  if (isNoTry(taken)) return taken
  const [one] = taken
  if (one === undefined) throw new Error('a try was neither given nor refused')
  return one
}

/**
 * Gives tries back that succeeded or were nobody's fault, in the order in which they were taken; into a later window
 * nothing is given.
 */
export async function giveBackTries(db: Db, taken: readonly TakenTry[]): Promise<void> {
  if (taken.length === 0) return
  const given = taken.map(({ subject, beganAt }, place) => ({
    place,
    subject: subject.toString('hex'),
    began_at: beganAt.toISOString(),
  }))
  await sql`
    with mine as (
      select kept.subject from try_count as kept
        join jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as one (place int, subject text, began_at timestamptz)
          on decode(one.subject, 'hex') = kept.subject and one.began_at = kept.began_at
       where kept.taken > 0 order by one.place for update of kept
    )
    update try_count set taken = taken - 1 from mine where try_count.subject = mine.subject`.execute(db)
}

/** Deletes counts whose window is long over; one that somebody holds just now waits for the next time. */
export async function forgetTries(db: Db, now: number): Promise<void> {
  await sql`
    delete from try_count where subject in (
      select subject from try_count where began_at < ${new Date(now - 86_400_000)}
       order by subject for update skip locked)`.execute(db)
}
