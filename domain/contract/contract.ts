import type { PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'

export const contractKinds = [
  'RENT_BUYOUT',
  'MORTGAGE',
  'RENT_NONRES',
  'GUARANTOR',
  'SUBSIDY',
  'SHARE',
] as const
export type ContractKind = (typeof contractKinds)[number]

/** In what capacity a party is in a contract. */
export type Capacity = 'tenant' | 'coTenant' | 'guarantor'

/** For oneself, or by a mandate for another party. */
export type ApplicantRole = 'self' | 'representative'

/** A person, or a company that a mandate lets them act for. */
export type PartyKind = 'individual' | 'legalEntity'

/**
 * A client's contract. The number is free text of 1–40 characters, compared after trimming (docs/domain.md 1.3).
 */
export interface Contract {
  readonly id: string
  readonly number: string
  readonly date: PlainDate
  readonly kind: ContractKind
  readonly propertyAddress: string | null
  readonly closedOn: PlainDate | null
  /** Whose contract it is. */
  readonly partyKind: PartyKind
}

/**
 * Appeal types that a closed contract still allows: certificates, refund, release, free format
 * (docs/decisions/0003).
 */
const allowedWhenClosed = [/^cert\./, /^pay\.refund$/, /^own\.release$/, /^gen\.free$/]

/**
 * §3: may this type be written under this contract on this day? Nothing is under a company's: its letters need a key of
 * the company, and screens of their own (docs/decisions/0021).
 */
export function mayWriteUnder(contract: Contract, typeCode: string, today: PlainDate): Refusal | null {
  if (contract.partyKind === 'legalEntity') return refuse('legal_entity_contract')
  const closed = contract.closedOn !== null && contract.closedOn <= today
  if (closed && !allowedWhenClosed.some((pattern) => pattern.test(typeCode))) return refuse('contract_closed')
  return null
}
