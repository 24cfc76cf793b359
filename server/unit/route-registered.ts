import { firstNaming } from '../../domain/appeal/can.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { whyNotAssignable } from '../../domain/unit/assignable.ts'
import { handTo } from '../../domain/unit/handing.ts'
import { type Handing, type RoutedAppeal, ruleFor } from '../../domain/unit/routing.ts'
import { aboutIds } from '../appeal/appeal-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { handingChoices } from './handing-store.ts'
import { rulesOn } from './routing-store.ts'
import { allUnits, holdOffice } from './unit-store.ts'

/**
 * docs/office.md 4: gives a registered appeal to the unit that the rules of the day name, once. A company of one
 * unit needs no rules; without a rule it lies on the registrar's desk. A rule may also name who answers, of those who
 * are here. Call it in the transaction that registers.
 */
export async function routeRegistered(
  trx: Db,
  appeal: RoutedAppeal & { readonly id: string },
  now: number,
): Promise<void> {
  await holdOffice(trx)
  const open = (await allUnits(trx)).filter((unit) => !unit.closed)
  const rule = ruleFor(await rulesOn(trx, localDate(now)), appeal, (code) =>
    open.some((unit) => unit.code === code),
  )
  const [only] = open.length === 1 ? open : []
  const named = rule === null ? only : open.find(({ code }) => code === rule.unit)
  // What a closing unit would get goes where its work goes.
  const unit = named?.closesTo == null ? named : open.find(({ id }) => id === named.closesTo)
  await appendEvent(trx, {
    appealId: appeal.id,
    type: 'routed',
    occurredAt: now,
    recordedAt: now,
    actor: 'system',
    source: 'registry',
    key: 'routed',
    data: { unitId: unit?.id ?? null, rule: rule?.code ?? null, reasonId: null },
  })
  if (rule === null || unit === undefined) return
  const executorId = await handedTo(trx, rule.handing, unit.id, appeal.id, now)
  if (executorId === null) return
  await appendEvent(trx, {
    appealId: appeal.id,
    type: 'takenIntoWork',
    occurredAt: now,
    recordedAt: now,
    actor: 'system',
    source: 'registry',
    key: 'takenIntoWork:rule',
    data: { executorId },
  })
}

/** Whom a rule names: an executor of the unit who is here today. Null: nobody, it is the unit's free work. */
async function handedTo(
  trx: Db,
  handing: Handing,
  unitId: string,
  appealId: string,
  now: number,
): Promise<string | null> {
  if (handing === 'free') return null
  const row = await trx
    .selectFrom('appeal')
    .select(['status', 'executor_id', aboutIds.as('about_ids')])
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow()
  // One that was registered before there were units may be somebody's already.
  if (!firstNaming({ status: row.status, executorId: row.executor_id })) return null
  const today = localDate(now)
  const { workers, absences } = await workersOn(trx, today)
  const here = workers
    .filter(
      (one) =>
        one.roles.includes('executor') &&
        !row.about_ids.includes(one.id) &&
        whyNotAssignable(one, unitId, absences, today) === null,
    )
    .map(({ id }) => id)
  return handTo(handing, await handingChoices(trx, here))
}
