import { localDate } from '../../domain/calendar/instant.ts'
import { type RoutedAppeal, ruleFor } from '../../domain/unit/routing.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { rulesOn } from './routing-store.ts'
import { allUnits } from './unit-store.ts'

/**
 * docs/office.md 4: gives a registered appeal to the unit that the rules of the day name, once. A company of one
 * unit needs no rules; without a rule it lies on the registrar's desk. Call it in the transaction that registers.
 */
export async function routeRegistered(
  trx: Db,
  appeal: RoutedAppeal & { readonly id: string },
  now: number,
): Promise<void> {
  const open = (await allUnits(trx)).filter((unit) => !unit.closed)
  const rule = ruleFor(await rulesOn(trx, localDate(now)), appeal, (code) =>
    open.some((unit) => unit.code === code),
  )
  const [only] = open.length === 1 ? open : []
  const unit = rule === null ? only : open.find(({ code }) => code === rule.unit)
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
}
