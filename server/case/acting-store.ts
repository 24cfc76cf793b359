import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { actingWay } from '../../domain/person/absence.ts'
import type { Db } from '../context.ts'

/** Who acts on a day for somebody who is away; null: they are here, or nobody does. */
export async function actingFor(db: Db, staffId: string, day: PlainDate): Promise<string | null> {
  const rows = await db
    .selectFrom('absence')
    .innerJoin('staff as deputy', 'deputy.id', 'absence.deputy_id')
    .select(['absence.staff_id', 'absence.deputy_id', 'from_day', 'to_day', 'deputy.active'])
    .where('cancelled_at', 'is', null)
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .execute()
  const absences = rows.map((row) => ({
    staffId: row.staff_id,
    deputyId: row.deputy_id,
    from: row.from_day as PlainDate,
    to: row.to_day as PlainDate,
  }))
  const isActive = (id: string) => rows.some((row) => row.deputy_id === id && row.active)
  const acting = actingWay(absences, staffId, day, isActive)?.at(-1)
  return acting === undefined || acting === staffId ? null : acting
}
