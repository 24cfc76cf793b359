import { termStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type RoutingRule, ruleFor } from '../../domain/unit/routing.ts'
import { type RuleFault, ruleFaults } from '../../domain/unit/rule-faults.ts'
import { typesOn } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { allUnits } from './unit-store.ts'

/** What is wrong with rules, and how many of the appeals in work each would have taken. */
export interface CheckedRouting {
  readonly faults: readonly RuleFault[]
  /** By the rules' order; the last, with a null code, is the registrar's desk. */
  readonly hits: readonly { readonly code: string | null; readonly open: number }[]
}

/**
 * docs/office.md 4: a dry run of rules over what is in work now. What was routed stays where it is: this counts, it
 * moves nothing. `day`: from when they would be in force, null: today.
 */
export async function checkRouting(
  { db, now }: Context,
  rules: readonly RoutingRule[],
  day: PlainDate | null,
): Promise<CheckedRouting> {
  const units = await allUnits(db)
  const types = (await typesOn(db, day ?? localDate(now()))).map(({ type }) => ({
    code: type.code,
    category: type.categoryCode,
    appliesTo: type.appliesTo,
  }))
  const isOpen = (code: string) => units.some((unit) => unit.code === code && !unit.closed)
  const kinds = await db
    .selectFrom('appeal')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
    .select(['contract.kind', 'appeal_type.code', 'appeal_type.category_code'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('appeal.status', 'in', termStatuses)
    .groupBy(['contract.kind', 'appeal_type.code', 'appeal_type.category_code'])
    .execute()
  const taken = new Map<RoutingRule | null, number>()
  for (const { kind, code, category_code, n } of kinds) {
    const rule = ruleFor(rules, { category: category_code, type: code, contractKind: kind }, isOpen)
    taken.set(rule, (taken.get(rule) ?? 0) + Number(n))
  }
  return {
    faults: ruleFaults(rules, { units, types }),
    hits: [...rules, null].map((rule) => ({ code: rule?.code ?? null, open: taken.get(rule) ?? 0 })),
  }
}
