import { localDate } from '../../domain/calendar/instant.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { absencesFrom, cancelStoredAbsence } from '../unit/absence-store.ts'
import { beginManaging, keepAdministered, type Manager } from '../unit/manage.ts'

/** They are not away after all, or are back already. Throws NotFound, for one that is over too, or Refused. */
export async function cancelAbsence(context: Context, manager: Manager, id: string): Promise<void> {
  const [by, today] = [manager?.id ?? null, localDate(context.now())]
  await inLoggedTransaction(context, async (trx, tell) => {
    const absence = (await absencesFrom(trx, today)).find((one) => one.id === id)
    if (absence === undefined) throw new NotFound()
    const office = await beginManaging(context, trx, manager, 'recordAbsence', absence.staffId)
    const others = office.absences.filter((one) => one.id !== id)
    keepAdministered(context, office, { absences: others })
    await cancelStoredAbsence(trx, id, by, context.now())
    await tell('absenceCancelled', by, { staff: absence.staffId, absence: id })
  })
}
