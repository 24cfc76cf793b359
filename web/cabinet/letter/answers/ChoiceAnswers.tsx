import type { ChoiceField } from '../../../../domain/catalogue/kinds/choice.ts'
import type { MultiselectField } from '../../../../domain/catalogue/kinds/multiselect.ts'
import { Checkboxes, RadioCards } from '../../../ui/Choice.tsx'
import { SelectField } from '../../../ui/Field.tsx'
import { useLanguage, useWords } from '../../../words.ts'
import type { AnswerProps } from './answer-props.ts'

/** One of the options: a list to open, or a question with all its answers in sight. */
export function ChoiceAnswer({ field, ...shared }: AnswerProps<ChoiceField<'select' | 'radio'>>) {
  const site = useWords('site')
  const language = useLanguage()
  const options = field.options.map(({ value, label }) => ({ value, label: label[language] }))
  if (field.type === 'select') return <SelectField {...shared} empty={site.choose} options={options} />
  const { label, value, ...question } = shared
  return (
    <RadioCards {...question} slim legend={label} value={value === '' ? null : value} options={options} />
  )
}

type SeveralProps = Omit<AnswerProps<MultiselectField>, 'value' | 'onChange'> & {
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several of the options. */
export function SeveralAnswer({ field, label, ...question }: SeveralProps) {
  const words = useWords('answers')
  const language = useLanguage()
  return (
    <Checkboxes
      {...question}
      legend={label}
      hint={words.severalOf}
      options={field.options.map((option) => ({ value: option.value, label: option.label[language] }))}
    />
  )
}
