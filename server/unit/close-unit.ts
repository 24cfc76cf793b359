import { whyNotClosed } from '../../domain/unit/unit.ts'
import type { Context, Db } from '../context.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { beginHandOver } from './begin-hand-over.ts'
import { appealsToHand, endClosing, shutUnit } from './end-closing.ts'
import { lockHandOver } from './hand-over-store.ts'
import { handingOf, lockOfficeBy, type Manager, refuseIf } from './manage.ts'
import { allUnits, currentMembers, recordMember } from './unit-store.ts'

/**
 * Closes a unit that has no open work, or gives its work, open questions and saved views to the one that takes them:
 * few at once, many in pieces, and until the last has gone the unit goes on with what it has (docs/decisions/0046).
 * `withPeople`: those who belong to it join that one; executors who don't, lose what they hold of it. Asked again while
 * it closes, it goes on as it was decided. Throws Refused.
 */
export async function closeUnit(
  context: Context,
  manager: Manager,
  unitId: string,
  { takerId, withPeople }: { takerId: string | null; withPeople: boolean },
): Promise<void> {
  const by = manager?.id ?? null
  const [handing, now] = [handingOf(context, manager, 'unitClosed'), context.now()]
  await inLoggedTransaction(context, async (trx, tell) => {
    await lockOfficeBy(context, trx, manager)
    const units = await allUnits(trx)
    const closing = units.find(({ id, closed }) => id === unitId && !closed)?.closesTo ?? null
    if (closing !== null && (takerId === null || takerId === closing)) return
    const appeals = await appealsToHand(trx, unitId, takerId)
    refuseIf(whyNotClosed(units, unitId, appeals.length, takerId))
    await tell('unitClosed', by, { unit: unitId, taker: takerId, appeals: appeals.length })
    if (takerId === null) {
      await shutUnit(trx, unitId, handing)
      return
    }
    if (withPeople) await joinTaker(trx, unitId, takerId, by, now)
    const decided = { cause: handing.cause, staffId: null, unitId, takerId, reason: handing.reason, by }
    const rows = appeals.map((appealId) => ({ appealId, heirs: {} }))
    const { id, waiting } = await beginHandOver(trx, decided, rows, now)
    if (!waiting) await endClosing(trx, await lockHandOver(trx, id), now)
  })
}

/** They belong to both until the unit is closed: who takes its work along may hold it there. */
async function joinTaker(trx: Db, unitId: string, takerId: string, by: string | null, now: number) {
  const members = await currentMembers(trx).where('latest.unit_id', '=', unitId).execute()
  for (const { staff_id } of members) {
    await recordMember(trx, { staffId: staff_id, unitId: takerId, change: 'joined' }, by, now)
  }
}
