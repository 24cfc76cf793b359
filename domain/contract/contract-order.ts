import { type Contract, contractKinds } from './contract.ts'

/**
 * §3: the order in which clients find their contracts, the first being chosen for them: those in force before closed
 * ones, the lease and the loan, about which nearly all is written (docs/domain.md 1.3), before the others, the
 * newest first.
 */
export function compareContracts(a: Contract, b: Contract): number {
  const closed = Number(a.closedOn !== null) - Number(b.closedOn !== null)
  if (closed !== 0) return closed
  const kind = contractKinds.indexOf(a.kind) - contractKinds.indexOf(b.kind)
  if (kind !== 0) return kind
  return a.date < b.date ? 1 : a.date > b.date ? -1 : 0
}
