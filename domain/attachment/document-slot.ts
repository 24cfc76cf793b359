import type { Condition } from '../condition.ts'

/** A document that an appeal type asks for (§7: "according to the list"). `document` is a code of the catalogue. */
export interface DocumentRequirement {
  readonly document: string
  readonly required: boolean
  readonly min: number
  readonly max: number
  /** Of answers by field code, and of `fee` (`>0`), `paymentMethod` and `applicantRole` (self, representative). */
  readonly requiredIf?: Condition
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
