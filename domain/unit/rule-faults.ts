import type { ContractKind } from '../contract/contract.ts'
import { type RoutingRule, ruleFor } from './routing.ts'
import type { Unit } from './unit.ts'

/** What a list of rules is checked against. */
export interface RuleWorld {
  readonly units: readonly Pick<Unit, 'code' | 'closed'>[]
  readonly types: readonly {
    readonly code: string
    readonly category: string
    /** The kinds of contract under which it is written. */
    readonly appliesTo: readonly ContractKind[]
  }[]
}

/** Something wrong with a rule, by its code; `value` is what it names. */
export interface RuleFault {
  readonly kind:
    | 'code_twice'
    | 'unit_unknown'
    | 'unit_closed'
    | 'type_unknown'
    | 'category_unknown'
    | 'never_reached'
  readonly rule: string
  readonly value: string
}

/**
 * docs/office.md 4: everything wrong with a list of rules. A rule that no appeal of any type can come to, because
 * those before it take all of them, is `never_reached`: found by trying every type with each kind of contract that it
 * is written under.
 */
export function ruleFaults(rules: readonly RoutingRule[], { units, types }: RuleWorld): RuleFault[] {
  const faults: RuleFault[] = []
  const categories = new Set(types.map(({ category }) => category))
  const isOpen = (code: string) => units.some((unit) => unit.code === code && !unit.closed)
  const reached = new Set(
    types.flatMap(({ code, category, appliesTo }) =>
      appliesTo.map((contractKind) => ruleFor(rules, { category, type: code, contractKind }, isOpen)),
    ),
  )
  for (const [place, rule] of rules.entries()) {
    const say = (kind: RuleFault['kind'], value: string) => faults.push({ kind, rule: rule.code, value })
    if (rules.findIndex(({ code }) => code === rule.code) < place) say('code_twice', rule.code)
    if (!units.some(({ code }) => code === rule.unit)) say('unit_unknown', rule.unit)
    else if (!isOpen(rule.unit)) say('unit_closed', rule.unit)
    const known = new Set(types.map(({ code }) => code))
    for (const type of rule.types ?? []) if (!known.has(type)) say('type_unknown', type)
    for (const one of rule.categories ?? []) if (!categories.has(one)) say('category_unknown', one)
    // A rule that is wrong already is not reached because of that.
    if (faults.every((fault) => fault.rule !== rule.code) && !reached.has(rule)) {
      say('never_reached', rule.unit)
    }
  }
  return faults
}
