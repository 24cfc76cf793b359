import type { ReactElement } from 'react'
import { isRequired } from '../../../../domain/catalogue/condition.ts'
import type { Answers, ScalarField } from '../../../../domain/catalogue/field.ts'
import { useLanguage } from '../../../words.ts'
import { ChoiceAnswer } from './ChoiceAnswers.tsx'
import { DateAnswer } from './DateAnswer.tsx'
import { IbanAnswer, IinAnswer, IntegerAnswer, MoneyAnswer, PhoneAnswer } from './NumberAnswers.tsx'
import { ReferenceAnswer } from './ReferenceAnswers.tsx'
import { AddressAnswer, TextAnswer } from './TextAnswers.tsx'

interface ScalarAnswerProps {
  readonly field: ScalarField
  readonly id: string
  /** The answers beside this one: of the letter, or of the row it is in. */
  readonly answers: Answers
  readonly error: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The control of a field whose answer is one text, by its kind; a kind without one does not compile. */
export function ScalarAnswer({ field, answers, ...given }: ScalarAnswerProps): ReactElement {
  const label = field.label[useLanguage()]
  const shared = { ...given, label, optional: !isRequired(field, answers) }
  switch (field.type) {
    case 'text':
    case 'textarea':
      return <TextAnswer field={field} {...shared} />
    case 'address':
      return <AddressAnswer field={field} {...shared} />
    case 'money':
      return <MoneyAnswer field={field} {...shared} />
    case 'integer':
      return <IntegerAnswer field={field} {...shared} />
    case 'iin':
      return <IinAnswer field={field} {...shared} />
    case 'iban':
      return <IbanAnswer field={field} {...shared} />
    case 'phone':
      return <PhoneAnswer field={field} {...shared} />
    case 'date':
      return <DateAnswer field={field} answers={answers} {...shared} />
    case 'select':
    case 'radio':
      return <ChoiceAnswer field={field} {...shared} />
    case 'contractRef':
    case 'appealRef':
      return <ReferenceAnswer field={field} {...shared} />
  }
}
