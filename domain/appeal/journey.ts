import { type DocumentSlot, receiptDocument } from '../attachment/document-slot.ts'
import { documentSlots, missingDocuments } from '../attachment/required-documents.ts'
import { holdRefusal, type ScanHold } from '../attachment/scan.ts'
import type { AppealType } from '../catalogue/appeal-type.ts'
import { checkAnswers } from '../catalogue/check-answers.ts'
import type { Answers } from '../catalogue/field.ts'
import type { AnswerFacts } from '../catalogue/kinds/kind.ts'
import type { ApplicantRole, Contract } from '../contract/contract.ts'
import { mayWriteUnder } from '../contract/may-write-under.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type PaymentMethod, paymentMissing, paymentNeeded } from '../tariff/payment.ts'
import { checkAddress, checkEmail } from './letterhead.ts'

/** §3–§8: contract; category, type and letter on one page; payment; documents; check and sign. */
export const steps = ['contract', 'letter', 'payment', 'documents', 'sign'] as const
export type Step = (typeof steps)[number]

/** Everything the way depends on. `type` is null until one is chosen; `feeTiyn` is that type's fee today. */
export interface DraftFacts {
  readonly contract: Contract
  readonly type: AppealType | null
  readonly feeTiyn: number
  readonly address: string
  readonly email: string
  readonly answers: Answers
  readonly paymentMethod: PaymentMethod | null
  /** `representative` when the contract is another's, written under by a mandate. */
  readonly applicantRole: ApplicantRole
  readonly attachments: readonly {
    readonly document: string
    readonly size: number
    readonly hold?: ScanHold | null
  }[]
}

/** Something that keeps a step from being complete; `field` names the control that it concerns. */
export interface Missing {
  readonly step: Step
  readonly field: string
  readonly refusal: Refusal
}

export interface Journey {
  /** The steps of this draft, in order: a free appeal has no payment step. */
  readonly steps: readonly Step[]
  /** The first step that still lacks something; `sign` when nothing does. */
  readonly current: Step
  readonly missing: readonly Missing[]
  readonly slots: readonly DocumentSlot[]
}

function contractMissing(draft: DraftFacts, day: AnswerFacts): Missing[] {
  const refusal = draft.type === null ? null : mayWriteUnder(draft.contract, draft.type.code, day.today)
  return refusal === null ? [] : [{ step: 'contract', field: 'contract', refusal }]
}

function letterMissing(draft: DraftFacts, day: AnswerFacts): Missing[] {
  const { type } = draft
  if (type === null) return [{ step: 'letter', field: 'type', refusal: refuse('type_required') }]
  if (!type.appliesTo.includes(draft.contract.kind)) {
    return [{ step: 'letter', field: 'type', refusal: refuse('type_not_offered') }]
  }
  const checks: [string, Refusal | null][] = [
    ['address', checkAddress(draft.address)],
    ['email', checkEmail(draft.email)],
  ]
  return [
    ...checks.flatMap(([field, refusal]) => (refusal === null ? [] : [{ field, refusal }])),
    ...checkAnswers(type, draft.answers, day),
  ].map((wrong) => ({ step: 'letter', ...wrong }))
}

/** §7: documents not there yet, and files that a virus check keeps from going with the letter. */
function filesMissing(slots: readonly DocumentSlot[], { attachments }: DraftFacts): Missing[] {
  const held = attachments.flatMap(({ document, hold }) => (hold ? [{ document, hold }] : []))
  const infected = new Set(held.filter(({ hold }) => hold === 'infected').map(({ document }) => document))
  const without = missingDocuments(
    slots.filter(({ document }) => !infected.has(document)),
    attachments,
  )
  return [
    ...without.map(
      (refusal): Missing => ({
        step: 'documents',
        field: String(refusal.params?.document ?? receiptDocument),
        refusal,
      }),
    ),
    ...held.map(
      ({ document, hold }): Missing => ({ step: 'documents', field: document, refusal: holdRefusal(hold) }),
    ),
  ]
}

/**
 * Where the client is on the way (§3–§8), computed from the answers by one function in browser and server.
 * A step may be visited when nothing is missing before it.
 */
export function journey(draft: DraftFacts, day: AnswerFacts): Journey {
  const slots =
    draft.type === null
      ? []
      : documentSlots(draft.type.documents, {
          feeTiyn: draft.feeTiyn,
          paymentMethod: draft.paymentMethod,
          applicantRole: draft.applicantRole,
          answers: draft.answers,
        })
  const payment = paymentMissing(draft.feeTiyn, draft.paymentMethod)
  const missing: Missing[] = [
    ...contractMissing(draft, day),
    ...letterMissing(draft, day),
    ...(payment === null ? [] : [{ step: 'payment', field: 'paymentMethod', refusal: payment } as const]),
    ...filesMissing(slots, draft),
  ]
  return {
    steps: steps.filter((step) => step !== 'payment' || draft.type === null || paymentNeeded(draft.feeTiyn)),
    current: missing[0]?.step ?? 'sign',
    missing,
    slots,
  }
}

/** May this step be shown: is everything before it complete? */
export function mayVisit(step: Step, way: Journey): boolean {
  return way.steps.includes(step) && steps.indexOf(step) <= steps.indexOf(way.current)
}

/** §5–§7: is «Келесі» live on this step? What is missing, in the page's order; nothing means yes. */
export function missingOn(step: Step, way: Journey): readonly Missing[] {
  return way.missing.filter((one) => one.step === step)
}
