import { localDate } from '../../domain/calendar/instant.ts'
import { whyMayNotHold } from '../../domain/unit/assignable.ts'
import { whyNotClosed } from '../../domain/unit/unit.ts'
import { lockAppeals, workIn } from '../appeal/held-work-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { workersOn } from '../person/worker-store.ts'
import { logSecurity } from '../security-log.ts'
import { handOver, handToUnit } from './hand-over-work.ts'
import { handQuestions } from './hand-questions.ts'
import { handingOf, type Manager, refuseIf } from './manage.ts'
import { settleWork } from './settle-work.ts'
import { allUnits, currentMembers, lockOffice, recordMember, updateUnit } from './unit-store.ts'
import { moveViews, openQuestionsOf } from './unit-things-store.ts'

/**
 * Closes a unit that has no open work, or gives its work, open questions and saved views to the one that takes them.
 * `withPeople`: those who belong to it join that one; executors who don't, lose what they hold of it. Throws Refused.
 */
export async function closeUnit(
  context: Context,
  manager: Manager,
  unitId: string,
  { takerId, withPeople }: { takerId: string | null; withPeople: boolean },
): Promise<void> {
  const by = manager?.id ?? null
  const [handing, now] = [handingOf(context, manager, 'unitClosed'), context.now()]
  const moved = await inTransaction(context.db, async (trx) => {
    await lockOffice(trx)
    const inHand = async () => ({
      work: await workIn(trx, unitId),
      questions: await openQuestionsOf(trx, unitId, takerId),
    })
    const seen = await inHand()
    const asked = seen.questions.map(({ appealId }) => appealId)
    await lockAppeals(trx, [...seen.work.map(({ id }) => id), ...asked])
    const { work, questions } = await inHand()
    refuseIf(whyNotClosed(await allUnits(trx), unitId, work.length + questions.length, takerId))
    const members = await currentMembers(trx).where('latest.unit_id', '=', unitId).execute()
    if (withPeople && takerId !== null) {
      for (const { staff_id } of members) {
        await recordMember(trx, { staffId: staff_id, unitId: takerId, change: 'joined' }, by, now)
      }
    }
    for (const { staff_id } of members) {
      await recordMember(trx, { staffId: staff_id, unitId, change: 'left' }, by, now)
    }
    if (takerId !== null) {
      const { workers } = await workersOn(trx, localDate(now))
      for (const one of work) {
        await handToUnit(trx, one, takerId, handing)
        const executor = workers.find(({ id }) => id === one.executorId)
        const loses = executor !== undefined && whyMayNotHold(executor, takerId) !== null
        if (loses) await handOver(trx, one, null, handing)
      }
      await handQuestions(trx, questions, takerId, handing)
      await moveViews(trx, unitId, takerId)
    }
    await updateUnit(trx, unitId, { closedAt: now, headId: null })
    for (const { staff_id } of members) await settleWork(trx, staff_id, handing)
    return work.length
  })
  logSecurity(context, 'unitClosed', by, { unit: unitId, taker: takerId, appeals: moved })
}
