import { type Refusal, refuse } from '../refusal.ts'

/** §6: the two ways to settle the fee. */
export const paymentMethods = ['byDetails', 'debit'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** §6: a fee of zero skips the payment window (docs/decisions/0003). */
export function paymentNeeded(feeTiyn: number): boolean {
  return feeTiyn > 0
}

/** §6: what the payment step still lacks. */
export function paymentMissing(feeTiyn: number, method: PaymentMethod | null): Refusal | null {
  return paymentNeeded(feeTiyn) && method === null ? refuse('payment_required') : null
}
