import { z } from 'zod'
import { contractKinds } from '../domain/contract/contract.ts'

/** §3: a contract of the client, under which an appeal may be written. */
export const ContractRow = z.object({
  id: z.uuid(),
  number: z.string(),
  date: z.iso.date(),
  kind: z.enum(contractKinds),
  propertyAddress: z.string().nullable(),
  closedOn: z.iso.date().nullable(),
  /** Under a contract of a legal entity nothing is written here yet. */
  partyKind: z.enum(['individual', 'legalEntity']),
  capacity: z.enum(['tenant', 'coTenant', 'guarantor']),
  /** `representative`: by a mandate, for another party. */
  applicantRole: z.enum(['self', 'representative']),
  /** Whether at least one type is offered under it. */
  writable: z.boolean(),
})
/** With how many appeals the client has sent under each. */
export const Contracts = z.object({
  contracts: z.array(ContractRow.extend({ appeals: z.number() })),
})
export type ContractRow = z.infer<typeof ContractRow>
