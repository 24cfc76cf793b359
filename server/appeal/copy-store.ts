import { unsentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'

export async function keepCopyOf(tx: Db, draftId: string, appealId: string): Promise<void> {
  await tx.updateTable('appeal').set({ copied_from: appealId }).where('id', '=', draftId).execute()
}

/** This client's copy of an appeal, begun and not sent; null: none. */
export async function unsentCopyOf(
  db: Db,
  personId: string,
  appealId: string,
  today: PlainDate,
): Promise<string | null> {
  const row = await db
    .selectFrom('appeal')
    .select('id')
    .where('person_id', '=', personId)
    .where('copied_from', '=', appealId)
    .where('status', 'in', unsentStatuses)
    .where(isForPartyOf(personId, today))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
