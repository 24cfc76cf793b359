import type { PlainDate } from '../calendar/plain-date.ts'

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
