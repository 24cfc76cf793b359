import { type Condition, meets } from '../condition.ts'
import type { ApplicantRole } from '../contract/contract.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type PaymentMethod, paymentNeeded } from '../tariff/payment.ts'
import { type DocumentRequirement, type DocumentSlot, receiptDocument } from './document-slot.ts'

export interface DocumentFacts {
  readonly feeTiyn: number
  readonly paymentMethod: PaymentMethod | null
  readonly applicantRole: ApplicantRole
  readonly answers: Readonly<Record<string, string | readonly unknown[]>>
}

function holds(conditions: Condition, facts: DocumentFacts): boolean {
  return Object.entries(conditions).every(([name, expected]) => {
    if (name === 'fee') return paymentNeeded(facts.feeTiyn)
    if (name === 'paymentMethod') return meets(expected, facts.paymentMethod ?? undefined)
    if (name === 'applicantRole') return meets(expected, facts.applicantRole)
    return meets(expected, facts.answers[name])
  })
}

/** §6–§7: the slots of this draft, in the type's order. A slot whose condition does not hold is not shown. */
export function documentSlots(
  requirements: readonly DocumentRequirement[],
  facts: DocumentFacts,
): DocumentSlot[] {
  return requirements
    .filter((wanted) => wanted.requiredIf === undefined || holds(wanted.requiredIf, facts))
    .map(({ document, required, min, max }) => ({ document, required, min, max }))
}

/** §7: what is still missing before «Келесі» becomes active, one refusal a document. */
export function missingDocuments(
  slots: readonly DocumentSlot[],
  attached: readonly { document: string }[],
): Refusal[] {
  return slots
    .filter((slot) => slot.required)
    .filter((slot) => attached.filter((file) => file.document === slot.document).length < slot.min)
    .map((slot) =>
      slot.document === receiptDocument
        ? refuse('receipt_missing')
        : refuse('document_missing', { document: slot.document }),
    )
}
