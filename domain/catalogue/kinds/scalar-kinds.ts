import type { ScalarField } from '../field.ts'
import { address } from './address.ts'
import { appealRef } from './appeal-ref.ts'
import { contractRef } from './contract-ref.ts'
import { date } from './date.ts'
import { iban } from './iban.ts'
import { iin } from './iin.ts'
import { integer } from './integer.ts'
import type { Kind } from './kind.ts'
import { money } from './money.ts'
import { phone } from './phone.ts'
import { radio } from './radio.ts'
import { select } from './select.ts'
import { text } from './text.ts'
import { textarea } from './textarea.ts'

/** The kinds whose answer is one text; a row of a group asks these. */
export const scalarKinds: { readonly [F in ScalarField as F['type']]: Kind<F> } = {
  text,
  textarea,
  money,
  integer,
  date,
  select,
  radio,
  iin,
  iban,
  phone,
  address,
  contractRef,
  appealRef,
}

/** The kind of a field. The table is typed field by field, so what is found under its own type takes this field. */
export function scalarKindOf(field: ScalarField): Kind<ScalarField> {
  return scalarKinds[field.type]
}
