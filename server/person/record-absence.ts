import { randomUUID } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { type Absence, type AbsenceReason, whyNoAbsence } from '../../domain/person/absence.ts'
import { mayChooseDeputy, mayManage } from '../../domain/person/administration.ts'
import { refuse } from '../../domain/refusal.ts'
import { workHeldBy } from '../appeal/held-work-store.ts'
import type { Context, Db } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { insertAbsence } from '../unit/absence-store.ts'
import { beginHandOver } from '../unit/begin-hand-over.ts'
import { beginManaging, handingOf, keepAdministered, type Manager } from '../unit/manage.ts'
import type { NamedWorker } from './worker-store.ts'

export interface NewAbsence extends Absence {
  readonly reason: AbsenceReason
  /** What becomes of their open work: the deputy does it until they are back, or it is the deputy's for good. */
  readonly work: 'deputy' | 'handOver'
}

/**
 * Somebody will be away, or is from today, and another acts for them. Answers its id. Throws NotFound or Refused, with
 * the field that is not right.
 */
export async function recordAbsence(
  context: Context,
  manager: Manager,
  { work, ...wanted }: NewAbsence,
): Promise<string> {
  const id = randomUUID()
  const [by, today] = [manager?.id ?? null, localDate(context.now())]
  await inLoggedTransaction(context, async (trx, tell) => {
    const office = await beginManaging(context, trx, manager, 'recordAbsence', wanted.staffId)
    const { worker, workers, absences, manager: asker } = office
    const deputy = workers.find((one) => one.id === wanted.deputyId)
    if (deputy === undefined) throw new NotFound()
    if (work === 'handOver' && asker !== null && !mayManage(asker, 'handOverWork', worker)) {
      throw new Refused(refuse('role_not_allowed'))
    }
    if (!mayChooseDeputy(asker, worker, deputy)) {
      const refusal = refuse('deputy_not_able')
      throw new Refused(refusal, [{ field: 'deputyId', refusal }])
    }
    const person = (staffId: string) =>
      workers.find((one) => one.id === staffId) ?? { active: false, roles: [] }
    const refusal = whyNoAbsence(wanted, absences, today, person)
    if (refusal !== null) {
      const field = refusal.code.startsWith('deputy') ? 'deputyId' : 'to'
      throw new Refused(refusal, [{ field, refusal }])
    }
    if (work === 'handOver' && wanted.from > today) {
      const early = refuse('hand_over_early', { from: wanted.from })
      throw new Refused(early, [{ field: 'from', refusal: early }])
    }
    keepAdministered(context, office, { absences: [...absences, wanted] })
    await insertAbsence(trx, { ...wanted, id }, by, context.now())
    if (work === 'handOver') await handOverAll(context, trx, manager, id, worker, deputy)
    await tell('absenceRecorded', by, { staff: wanted.staffId, deputy: wanted.deputyId })
  })
  return id
}

/** What the deputy may hold is theirs for good, if they are here today; the rest is the unit's free work. */
async function handOverAll(
  context: Context,
  trx: Db,
  manager: Manager,
  absenceId: string,
  from: NamedWorker,
  to: NamedWorker,
): Promise<void> {
  const { by, reason, cause, now } = handingOf(context, manager, 'absence')
  const rows = (await workHeldBy(trx, from.id)).map(({ id, executorId, coExecutorIds }) => ({
    appealId: id,
    heirs: {
      ...(executorId === from.id ? { executor: to.id } : {}),
      ...(coExecutorIds.includes(from.id) ? { coExecutor: to.id } : {}),
    },
  }))
  if (rows.length === 0) return
  const decided = { cause, staffId: from.id, unitId: null, takerId: null, absenceId, reason, by }
  await beginHandOver(trx, decided, rows, now)
}
