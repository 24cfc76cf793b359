import type { payment as kk } from '../kk/payment.ts'

export const payment: typeof kk = {
  purpose: 'Fee for an appeal under contract No. {contract}, payer’s IIN {iin}',
  receipt: 'Payment receipt',
}
