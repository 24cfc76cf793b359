import type { ContractKind } from '../contract/contract.ts'

/** To whom an appeal goes within its unit: who has least to do, each in turn, or nobody until somebody takes it. */
export const handings = ['byLoad', 'byTurn', 'free'] as const
export type Handing = (typeof handings)[number]

/**
 * Which appeals go to which unit. A condition that is left out is met by every appeal. `code` is what the history says
 * of the rule that was followed, so a code keeps its meaning for good.
 */
export interface RoutingRule {
  readonly code: string
  readonly categories?: readonly string[] | undefined
  readonly types?: readonly string[] | undefined
  readonly contractKinds?: readonly ContractKind[] | undefined
  /** The unit's code. */
  readonly unit: string
  readonly handing: Handing
}

/** What rules ask of an appeal. */
export interface RoutedAppeal {
  readonly category: string
  readonly type: string
  readonly contractKind: ContractKind
}

const isMet = (wanted: readonly string[] | undefined, found: string): boolean =>
  wanted === undefined || wanted.includes(found)

/**
 * docs/office.md 4: the first rule that fits, evaluated once, at registration. Null: none does, so the registrar
 * decides. `isOpen` says which units take work: a rule to a closed one is passed over.
 */
export function ruleFor<One extends RoutingRule>(
  rules: readonly One[],
  appeal: RoutedAppeal,
  isOpen: (unit: string) => boolean,
): One | null {
  const fits = (rule: One) =>
    isOpen(rule.unit) &&
    isMet(rule.categories, appeal.category) &&
    isMet(rule.types, appeal.type) &&
    isMet(rule.contractKinds, appeal.contractKind)
  return rules.find(fits) ?? null
}
