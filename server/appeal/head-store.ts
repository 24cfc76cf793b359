import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import { instantOf } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { rootOf } from './merkle.ts'

/** How far a chain was when a head covered it. */
export interface CoveredChain {
  readonly appeal: string
  readonly seq: number
  readonly hash: string
}

/** A head that was made: of a tree, or of the older kind. */
export interface MadeHead {
  readonly date: PlainDate
  readonly head: string
}

/** The local midnight that ends a day, in epoch milliseconds. */
export const endOfDay = (day: PlainDate): number => instantOf(addDays(day, 1), '00:00:00')

// Any constant of our own will do.
const headLock = 7_265_424

/**
 * SQL: holds heads back until the caller's transaction ends, which others do at once. What is recorded then must not be
 * before the end of the last head's day, which a later statement asks for (`lastHeadDay`): a statement sees what was
 * committed before it began.
 */
export const headsHeld = sql`pg_advisory_xact_lock_shared(${headLock})`

/** SQL: the day of the last head; null before the first. */
export const lastHeadDay = sql<string | null>`(select greatest((select max(date) from journal_head),
  (select max(date) from daily_head)))`

/** The same by itself; answers that moment (epoch milliseconds), null before the first head. */
export async function holdHeads(trx: Db): Promise<number | null> {
  await sql`select ${headsHeld}`.execute(trx)
  const last = await lastHead(trx)
  return last === null ? null : endOfDay(last.date)
}

/** Waits for everybody who is recording an event, and lets nobody begin until the transaction ends. */
export async function lockHeads(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${headLock})`.execute(trx)
}

export async function lastHead(db: Db): Promise<MadeHead | null> {
  const row = await db
    .selectFrom('journal_head')
    .select(['date', 'root as head'])
    .unionAll(db.selectFrom('daily_head').select(['date', 'head']))
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { date: plainDate(row.date), head: row.head }
}

/** The end of every chain that has an event recorded within this time, as it was at the end of it. */
export async function movedChains(
  db: Db,
  { from, to }: { readonly from: number | null; readonly to: number },
): Promise<CoveredChain[]> {
  return await db
    .selectFrom('event')
    .distinctOn('appeal_id')
    .select(['appeal_id as appeal', 'seq', 'hash'])
    .where('recorded_at', '<', new Date(to))
    .$if(from !== null, (query) => query.where('recorded_at', '>=', new Date(from ?? 0)))
    .orderBy('appeal_id')
    .orderBy('seq', 'desc')
    .execute()
}

/**
 * docs/decisions/0040: the root over the head before and the chains that moved since, in order of their appeals' ids.
 * Each leaf is its RFC 8785 JSON.
 */
export function rootOfDay(previous: MadeHead | null, chains: readonly CoveredChain[]): string {
  const sorted = [...chains].sort((a, b) => (a.appeal < b.appeal ? -1 : 1))
  return rootOf([previous ?? { date: null, head: noHead }, ...sorted].map(leafText))
}

/** In the place of a head before the first. */
export const noHead = '0'.repeat(64)

function leafText(leaf: MadeHead | { date: null; head: string } | CoveredChain): string {
  const json = 'appeal' in leaf ? { appeal: leaf.appeal, seq: leaf.seq, hash: leaf.hash } : { ...leaf }
  const text = canonicalize(json)
  if (text === undefined) throw new TypeError('a leaf is an object')
  return text
}

export async function keepHead(
  trx: Db,
  day: PlainDate,
  { previous, chains, now }: { previous: MadeHead | null; chains: readonly CoveredChain[]; now: number },
): Promise<void> {
  await trx
    .insertInto('journal_head')
    .values({
      date: day,
      root: rootOfDay(previous, chains),
      previous_date: previous?.date ?? null,
      previous: previous?.head ?? noHead,
      leaves: chains.length,
      recorded_at: new Date(now),
    })
    .execute()
  // Few parameters a row, whole days of many: in parts.
  for (let at = 0; at < chains.length; at += 5000) {
    const rows = chains
      .slice(at, at + 5000)
      .map(({ appeal, seq, hash }) => ({ date: day, appeal_id: appeal, seq, hash }))
    await trx.insertInto('journal_leaf').values(rows).execute()
  }
}
