import type { PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Contract } from './contract.ts'

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
