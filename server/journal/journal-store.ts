import { sql } from 'kysely'
import type { StoredEvent } from '../appeal/event-chain.ts'
import { storedEvent } from '../appeal/event-store.ts'
import type { CoveredChain } from '../appeal/head-store.ts'
import type { Db } from '../context.ts'

/** As many appeals as are read at once. */
const aPage = 300

/** Comes before every appeal's id. */
export const firstAppeal = '00000000-0000-0000-0000-000000000000'

/** The next sent appeals in order of their ids, each with what its row shows and with its whole chain. */
export async function chainsAfter(db: Db, after: string) {
  const appeals = await db
    .selectFrom('appeal')
    .selectAll()
    .where('id', '>', after)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('event').select('seq').whereRef('event.appeal_id', '=', 'appeal.id')),
    )
    .orderBy('id')
    .limit(aPage)
    .execute()
  if (appeals.length === 0) return []
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where(
      'appeal_id',
      'in',
      appeals.map(({ id }) => id),
    )
    .orderBy('appeal_id')
    .orderBy('seq')
    .execute()
  const chains = new Map<string, StoredEvent[]>()
  for (const row of rows) chains.set(row.appeal_id, [...(chains.get(row.appeal_id) ?? []), storedEvent(row)])
  return appeals.map((columns) => ({ appeal: columns.id, columns, chain: chains.get(columns.id) ?? [] }))
}

/** Every head that was made, oldest first; `flat` are those from before there were trees. */
export async function headsOf(db: Db) {
  const flat = await db.selectFrom('daily_head').select(['date', 'head']).orderBy('date').execute()
  const trees = await db.selectFrom('journal_head').selectAll().orderBy('date').execute()
  return [
    ...flat.map((row) => ({ kind: 'flat' as const, ...row })),
    ...trees.map((row) => ({
      kind: 'tree' as const,
      date: row.date,
      head: row.root,
      previous: row.previous,
      previousDate: row.previous_date,
    })),
  ]
}

export async function leavesOf(db: Db, date: string): Promise<CoveredChain[]> {
  return await db
    .selectFrom('journal_leaf')
    .select(['appeal_id as appeal', 'seq', 'hash'])
    .where('date', '=', date)
    .orderBy('appeal_id')
    .execute()
}

/** A leaf whose event says another hash now. That it is there at all, the database holds. */
export async function strayLeaf(db: Db): Promise<{ date: string; appeal: string } | null> {
  const row = await db
    .selectFrom('journal_leaf as leaf')
    .leftJoin('event', (join) =>
      join.onRef('event.appeal_id', '=', 'leaf.appeal_id').onRef('event.seq', '=', 'leaf.seq'),
    )
    .select(['leaf.date', 'leaf.appeal_id as appeal'])
    .where(sql<boolean>`event.hash is distinct from leaf.hash`)
    .orderBy('leaf.date')
    .orderBy('leaf.appeal_id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** An event recorded in the days that trees cover (epoch milliseconds), that no leaf reaches to. */
export async function lateEvent(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ appeal: string; seq: number } | null> {
  const { rows } = await sql<{ appeal: string; seq: number }>`
    select event.appeal_id as appeal, event.seq
      from event
     where event.recorded_at >= ${new Date(from)} and event.recorded_at < ${new Date(to)}
       and not exists (select from journal_leaf as leaf
                        where leaf.appeal_id = event.appeal_id and leaf.seq >= event.seq)
     order by event.appeal_id, event.seq
     limit 1`.execute(db)
  return rows[0] ?? null
}
