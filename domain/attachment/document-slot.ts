import type { PaymentMethod } from '../tariff/payment.ts'

/** What a document depends on: answers by field code, and these facts of the draft. */
export interface DocumentConditions {
  readonly [fieldCode: string]: string | undefined
  readonly fee?: '>0'
  readonly paymentMethod?: PaymentMethod
  readonly applicantRole?: 'self' | 'representative'
}

/** A document that an appeal type asks for (§7: "according to the list"). `document` is a code of the catalogue. */
export interface DocumentRequirement {
  readonly document: string
  readonly required: boolean
  readonly min: number
  readonly max: number
  readonly requiredIf?: DocumentConditions
}

/** A named place on the documents screen. */
export interface DocumentSlot {
  readonly document: string
  readonly required: boolean
  readonly min: number
  readonly max: number
}

/** The receipt of a payment by details (§6). */
export const receiptDocument = 'paymentReceipt'
