import { refuse } from '../../refusal.ts'
import { parseTenge, tiynOfTenge } from '../../tariff/money.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import { type Bounds, saidBounds } from './bounds.ts'
import type { Kind } from './kind.ts'

/** Tenge with at most two decimals, typed «1 234,50»; bounds are tenge. Kept as whole tiyn. */
export interface MoneyField extends FieldOf<'money'> {
  readonly validation?: Bounds
}

export const money: Kind<MoneyField> = {
  held: oneText,
  check({ validation: { min = 0, max = 999_999_999_999 } = {} }, answer) {
    const tiyn = parseTenge(answer)
    if (tiyn === null) return refuse('amount_invalid')
    return tiyn < tiynOfTenge(min) || tiyn > tiynOfTenge(max)
      ? refuse('amount_out_of_range', saidBounds(min, max))
      : null
  },
  normalise: (_, answer) => String(parseTenge(answer) ?? answer),
  // The unit is said once: by the template, by the label, or by the sum.
  print({ label }, answer, { language, before }, print) {
    const tiyn = parseTenge(answer)
    if (tiyn === null) return answer
    const said =
      before === null ? /те[ңн]ге/i.test(print.label(label, language)) : /^\s*те[ңн]ге/i.test(before)
    return said ? print.amount(tiyn, language) : print.money(tiyn, language)
  },
}
