import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'

/** The last event of an appeal, and when it was recorded (epoch milliseconds). */
export interface Change {
  readonly id: string
  readonly seq: number
  readonly at: number
}

/** The appeals on which something was recorded after this moment (epoch milliseconds). */
export async function changedSince(db: Db, moment: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('event')
    .select(({ fn }) => ['appeal_id', fn.max('seq').as('seq'), fn.max('recorded_at').as('at')])
    .where('recorded_at', '>', new Date(moment))
    .groupBy('appeal_id')
    .execute()
  return rows.map(({ appeal_id: id, seq, at }) => ({ id, seq, at: new Date(at).getTime() }))
}

/** Which of these appeals somebody of the staff may know of. */
export async function inSightOf(db: Db, asker: Asker, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('appeal')
    .select('appeal.id')
    .where('appeal.id', 'in', [...ids])
    .where(scopeOf(asker, 'list'))
    .execute()
  return new Set(rows.map(({ id }) => id))
}
