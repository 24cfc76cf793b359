import { stateOf } from '../../domain/appeal/history.ts'
import { refuse } from '../../domain/refusal.ts'
import { historyOf } from '../appeal/event-store.ts'
import { keepReason } from '../appeal/held-work-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { staffNames } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { keepOut } from './keep-out.ts'

/**
 * docs/office.md 3: says whom of the staff an appeal is about. They work on it no more: what they held goes back to the
 * unit's free work with the reason, in the same transaction. Throws NotFound or Refused.
 */
export async function nameConcerned(
  context: Context,
  caller: Asker,
  appealId: string,
  named: { readonly staffIds: readonly string[]; readonly reason: string },
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockForAct(trx, asker, 'nameConcerned', appealId)
    const staffIds = [...new Set(named.staffIds)]
    if ((await staffNames(trx, staffIds)).size < staffIds.length) {
      const refusal = refuse('option_unknown')
      throw new Refused(refusal, [{ field: 'staffIds', refusal }])
    }
    const at = context.now()
    const { concernedIds } = stateOf(await historyOf(trx, appealId))
    if (concernedIds.length === staffIds.length && staffIds.every((id) => concernedIds.includes(id))) return
    const reasonId = await keepReason(trx, appealId, named.reason, asker.id, at)
    await keepOut(trx, context, { appealId, staffIds, reasonId, by: asker.id, at })
  })
}
