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

/** §6: a payment by details is proved; no type has to say so. */
const receipt: DocumentRequirement = {
  document: receiptDocument,
  required: true,
  min: 1,
  max: 1,
  requiredIf: { paymentMethod: 'byDetails' },
}

/**
 * §6–§7: what a type asks for at this fee, with the receipt beside its first document. Types published before the
 * receipt became a rule still list it themselves; that is not heard, so it is asked for once and on the rule's terms.
 */
export function documentsWanted(
  requirements: readonly DocumentRequirement[],
  feeTiyn: number,
): readonly DocumentRequirement[] {
  const own = withoutReceipt(requirements)
  return paymentNeeded(feeTiyn) ? [...own.slice(0, 1), receipt, ...own.slice(1)] : own
}

/** What a type itself asks for. */
export function withoutReceipt<Wanted extends { readonly document: string }>(
  requirements: readonly Wanted[],
): Wanted[] {
  return requirements.filter(({ document }) => document !== receiptDocument)
}

/** §7: the slots of this draft, in order. A slot whose condition does not hold is not shown. */
export function documentSlots(
  requirements: readonly DocumentRequirement[],
  facts: DocumentFacts,
): DocumentSlot[] {
  return documentsWanted(requirements, facts.feeTiyn)
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
