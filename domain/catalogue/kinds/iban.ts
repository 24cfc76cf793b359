import { refuse } from '../../refusal.ts'
import { formatIban, parseIban } from '../../tariff/iban.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { noBreak } from './no-break.ts'

/** A bank account in Kazakhstan; kept in capitals without blanks. */
export type IbanField = FieldOf<'iban'>

export const iban: Kind<IbanField> = {
  held: oneText,
  check: (_, answer) => (parseIban(answer) === null ? refuse('iban_invalid') : null),
  normalise: (_, answer) => parseIban(answer) ?? answer,
  print(_, answer) {
    const account = parseIban(answer)
    return account === null ? answer : noBreak(formatIban(account))
  },
  bare: true,
}
