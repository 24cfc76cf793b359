import { localDate } from '../../domain/calendar/instant.ts'
import type { Absence } from '../../domain/person/absence.ts'
import { mayManage, type PeopleAct, whyNobodyAdministers } from '../../domain/person/administration.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { people as en } from '../../words/en/people.ts'
import { people as kk } from '../../words/kk/people.ts'
import { people as ru } from '../../words/ru/people.ts'
import type { Asker, Context, Db } from '../context.ts'
import { lockOfficeFor } from '../person/staff-asker-store.ts'
import { type NamedWorker, workersOn } from '../person/worker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import type { Cause } from './hand-over-store.ts'
import type { Handing } from './hand-over-work.ts'
import { lockOffice } from './unit-store.ts'

/** Who changes people and units; null: a command, whose operator may do everything. */
export type Manager = Asker | null

const words = { kk, ru, en }

/** By whom, when, and why in words that the office reads. */
export const handingOf = (context: Context, manager: Manager, cause: Cause): Handing => ({
  by: manager?.id ?? null,
  cause,
  reason: words[manager?.language ?? 'kk'].reasons[cause],
  now: context.now(),
})

/** Holds the office still for a change of people or units; answers who makes it as they are now. Throws 401 or 403. */
export async function lockOfficeBy({ now }: Context, trx: Db, manager: Manager): Promise<Manager> {
  if (manager !== null) return await lockOfficeFor(trx, manager, now())
  await lockOffice(trx)
  return null
}

/**
 * Holds the office still for an act on somebody and asks whether this person may do it. Throws NotFound or Refused.
 * Answers them as they are, who asks as they are, and everybody.
 */
export async function beginManaging(
  context: Context,
  trx: Db,
  manager: Manager,
  act: PeopleAct,
  staffId: string,
) {
  const asker = await lockOfficeBy(context, trx, manager)
  const office = await workersOn(trx, localDate(context.now()))
  const worker = office.workers.find(({ id }) => id === staffId)
  if (worker === undefined) throw new NotFound()
  if (asker !== null && !mayManage(asker, act, worker)) throw new Refused(refuse('role_not_allowed'))
  return { ...office, worker, manager: asker }
}

export function refuseIf(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal)
}

type Office = Awaited<ReturnType<typeof workersOn>>

/** Throws Refused where, after this change, nobody would administer on a day to come. */
export function keepAdministered(
  context: Context,
  before: Office,
  change: { readonly worker?: NamedWorker; readonly absences?: readonly Absence[] },
): void {
  const { worker, absences = before.absences } = change
  const people = before.workers.map((one) => (one.id === worker?.id ? worker : one))
  const was = { people: before.workers, absences: before.absences }
  refuseIf(whyNobodyAdministers(was, { people, absences }, localDate(context.now())))
}
