import type { IbanField } from '../../../../domain/catalogue/kinds/iban.ts'
import type { IinField } from '../../../../domain/catalogue/kinds/iin.ts'
import type { IntegerField } from '../../../../domain/catalogue/kinds/integer.ts'
import type { MoneyField } from '../../../../domain/catalogue/kinds/money.ts'
import type { PhoneField } from '../../../../domain/catalogue/kinds/phone.ts'
import { fill } from '../../../../words/fill.ts'
import { TextField } from '../../../ui/Field.tsx'
import { useLanguage, useWords } from '../../../words.ts'
import type { AnswerProps } from './answer-props.ts'
import { tidyIban, tidyMoney, tidyPhone } from './tidy.ts'

/** A sum in tenge; comma, point and blanks are taken, thousands are set apart once the field is left. */
export function MoneyAnswer({ field: _, ...shared }: AnswerProps<MoneyField>) {
  const words = useWords('answers')
  const language = useLanguage()
  return (
    <TextField
      {...shared}
      hint={words.money}
      inputMode="decimal"
      width="number"
      unit="₸"
      tidy={(text) => tidyMoney(text, language)}
    />
  )
}

export function IntegerAnswer({ field, ...shared }: AnswerProps<IntegerField>) {
  const words = useWords('answers')
  const { min, max } = field.validation ?? {}
  const hint = min === undefined || max === undefined ? undefined : fill(words.integer, { min, max })
  return <TextField {...shared} hint={hint} inputMode="numeric" width="number" />
}

/** Twelve digits; how many are missing is told on «Келесі» only. */
export function IinAnswer({ field: _, onChange, ...shared }: AnswerProps<IinField>) {
  const words = useWords('answers')
  return (
    <TextField
      {...shared}
      hint={words.iin}
      inputMode="numeric"
      width="number"
      onChange={(text) => onChange(text.replace(/\s/g, ''))}
    />
  )
}

/** Groups of four once the field is left, as on a bank's papers. */
export function IbanAnswer({ field: _, ...shared }: AnswerProps<IbanField>) {
  const words = useWords('answers')
  return <TextField {...shared} hint={words.iban} width="line" tidy={tidyIban} />
}

export function PhoneAnswer({ field: _, ...shared }: AnswerProps<PhoneField>) {
  const words = useWords('answers')
  return (
    <TextField {...shared} hint={words.phone} type="tel" inputMode="tel" width="number" tidy={tidyPhone} />
  )
}
