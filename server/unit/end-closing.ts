import { workIn } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import { addHandOverRows, finishHandOver, type HandOver } from './hand-over-store.ts'
import type { Handing } from './hand-over-work.ts'
import { settleWork } from './settle-work.ts'
import { currentMembers, recordMember, updateUnit } from './unit-store.ts'
import { moveViews, openQuestionsOf } from './unit-things-store.ts'

/** The appeals of a unit, and those that it was asked about. */
export async function appealsToHand(trx: Db, unitId: string, takerId: string | null): Promise<string[]> {
  const work = await workIn(trx, unitId)
  const questions = await openQuestionsOf(trx, unitId, takerId)
  return [...new Set([...work.map(({ id }) => id), ...questions.map(({ appealId }) => appealId)])]
}

/**
 * Closes a unit once all its work has gone: its people leave it, its saved views are the taker's. False where something
 * came back to it meanwhile, such as an appeal that was reopened: that goes first. The office is locked.
 */
export async function endClosing(
  trx: Db,
  { id, unitId, takerId, by, reason }: HandOver,
  now: number,
): Promise<boolean> {
  if (unitId === null || takerId === null) return true
  const left = await appealsToHand(trx, unitId, takerId)
  if (left.length > 0) {
    await addHandOverRows(
      trx,
      id,
      left.map((appealId) => ({ appealId, heirs: {} })),
    )
    return false
  }
  await moveViews(trx, unitId, takerId)
  await finishHandOver(trx, id, now)
  await shutUnit(trx, unitId, { by, reason, now })
  return true
}

/** Nobody belongs to a closed unit, and nobody heads it; to its people it is a unit that they have left. */
export async function shutUnit(trx: Db, unitId: string, closing: Omit<Handing, 'cause'>): Promise<void> {
  const { by, reason, now } = closing
  const members = await currentMembers(trx).where('latest.unit_id', '=', unitId).execute()
  for (const { staff_id } of members) {
    await recordMember(trx, { staffId: staff_id, unitId, change: 'left' }, by, now)
  }
  await updateUnit(trx, unitId, { closedAt: now, headId: null })
  for (const { staff_id } of members) await settleWork(trx, staff_id, { by, reason, cause: 'unitLeft', now })
}
