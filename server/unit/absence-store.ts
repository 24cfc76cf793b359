import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Absence, AbsenceReason } from '../../domain/person/absence.ts'
import type { Db } from '../context.ts'

/** An absence as it was recorded. */
export interface StoredAbsence extends Absence {
  readonly id: string
  readonly reason: AbsenceReason
}

/** Those that end on this day or later and were not cancelled, the earliest first: past ones are shown nowhere. */
export async function absencesFrom(db: Db, day: PlainDate): Promise<StoredAbsence[]> {
  const rows = await db
    .selectFrom('absence')
    .select(['id', 'staff_id', 'deputy_id', 'from_day', 'to_day', 'reason', 'recorded_by'])
    .where('to_day', '>=', day)
    .where('cancelled_at', 'is', null)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    deputyId: row.deputy_id,
    from: row.from_day as PlainDate,
    to: row.to_day as PlainDate,
    reason: row.reason as AbsenceReason,
    recordedBy: row.recorded_by,
  }))
}

export async function insertAbsence(
  db: Db,
  absence: StoredAbsence,
  by: string | null,
  at: number,
): Promise<void> {
  await db
    .insertInto('absence')
    .values({
      id: absence.id,
      staff_id: absence.staffId,
      deputy_id: absence.deputyId,
      from_day: absence.from,
      to_day: absence.to,
      reason: absence.reason,
      recorded_at: new Date(at),
      recorded_by: by,
      cancelled_at: null,
      cancelled_by: null,
    })
    .execute()
}

export async function isCancelled(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('absence').select('cancelled_at').where('id', '=', id).executeTakeFirst()
  return row !== undefined && row.cancelled_at !== null
}

/** It counts no more, from now on. */
export async function cancelStoredAbsence(db: Db, id: string, by: string | null, at: number): Promise<void> {
  await db
    .updateTable('absence')
    .set({ cancelled_at: new Date(at), cancelled_by: by })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .execute()
}
