import { presenceMs } from '../../domain/appeal/presence.ts'
import { shortName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'

/** Somebody who has an appeal open now. */
export interface PresentRow {
  readonly appealId: string
  readonly staffId: string
  readonly name: string
  readonly doing: 'reading' | 'writing'
  /** When they have gone unless they are heard of again, epoch milliseconds. */
  readonly until: number
}

/** Who has appeals open at this moment (epoch milliseconds): all of them, or one. */
export async function presentAt(db: Db, now: number, appealId?: string): Promise<PresentRow[]> {
  const rows = await db
    .selectFrom('presence')
    .innerJoin('staff', 'staff.id', 'presence.staff_id')
    .select(['presence.appeal_id', 'presence.staff_id', 'presence.doing', 'presence.seen_at'])
    .select(['staff.surname', 'staff.given_name', 'staff.patronymic'])
    .where('presence.seen_at', '>', new Date(now - presenceMs))
    .$if(appealId !== undefined, (asked) => asked.where('presence.appeal_id', '=', appealId ?? ''))
    .orderBy('presence.appeal_id')
    .orderBy('staff.surname')
    .orderBy('presence.staff_id')
    .execute()
  return rows.map((row) => ({
    appealId: row.appeal_id,
    staffId: row.staff_id,
    name: shortName({ family: row.surname, given: row.given_name, patronymic: row.patronymic }),
    doing: row.doing,
    until: row.seen_at.getTime() + presenceMs,
  }))
}

export async function keepPresence(
  db: Db,
  presence: { appealId: string; staffId: string; doing: 'reading' | 'writing'; at: number },
): Promise<void> {
  const kept = { doing: presence.doing, seen_at: new Date(presence.at) }
  await db
    .insertInto('presence')
    .values({ appeal_id: presence.appealId, staff_id: presence.staffId, ...kept })
    .onConflict((same) => same.columns(['appeal_id', 'staff_id']).doUpdateSet(kept))
    .execute()
}

export async function dropPresence(db: Db, appealId: string, staffId: string): Promise<void> {
  await db.deleteFrom('presence').where('appeal_id', '=', appealId).where('staff_id', '=', staffId).execute()
}

/** Forgets those who went long ago. */
export async function forgetPresence(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('presence')
    .where('seen_at', '<', new Date(now - 10 * presenceMs))
    .execute()
}
