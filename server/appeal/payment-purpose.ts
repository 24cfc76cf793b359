import type { Localised } from '../../domain/language.ts'
import { payment as en } from '../../words/en/payment.ts'
import { fill } from '../../words/fill.ts'
import { payment as kk } from '../../words/kk/payment.ts'
import { payment as ru } from '../../words/ru/payment.ts'

/** §6: the purpose a payer writes: contract number and the payer's IIN (docs/domain.md 1.4). */
export function paymentPurpose(contract: string, iin: string): Localised {
  const values = { contract, iin }
  return { kk: fill(kk.purpose, values), ru: fill(ru.purpose, values), en: fill(en.purpose, values) }
}
