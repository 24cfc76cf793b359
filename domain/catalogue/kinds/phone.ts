import { formatPhone, parsePhone } from '../../person/phone.ts'
import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { noBreak } from './no-break.ts'

/** A telephone number of Kazakhstan; kept as +7… */
export type PhoneField = FieldOf<'phone'>

export const phone: Kind<PhoneField> = {
  held: oneText,
  check: (_, answer) => (parsePhone(answer) === null ? refuse('phone_invalid') : null),
  normalise: (_, answer) => parsePhone(answer) ?? answer,
  print(_, answer) {
    const number = parsePhone(answer)
    return number === null ? answer : noBreak(formatPhone(number))
  },
  bare: true,
}
