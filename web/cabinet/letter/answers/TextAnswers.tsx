import type { AddressField } from '../../../../domain/catalogue/kinds/address.ts'
import type { TextField as LineField } from '../../../../domain/catalogue/kinds/text.ts'
import type { TextareaField } from '../../../../domain/catalogue/kinds/textarea.ts'
import { TextArea, TextField } from '../../../ui/Field.tsx'
import { useWords } from '../../../words.ts'
import { useJourney } from '../../draft/journey-page.ts'
import type { AnswerProps } from './answer-props.ts'

/** One line, or several with how many characters are left. */
export function TextAnswer({ field, ...shared }: AnswerProps<LineField | TextareaField>) {
  const { letterLanguage } = useJourney().draft
  if (field.type === 'text') return <TextField {...shared} lang={letterLanguage} />
  return (
    <TextArea
      {...shared}
      lang={letterLanguage}
      rows={field.code === 'text' ? 10 : 4}
      maxLength={field.validation?.maxLength ?? 5000}
    />
  )
}

/** An address: one line of the letter, but long, so that it gets two on the screen. */
export function AddressAnswer({ field: _, onChange, ...shared }: AnswerProps<AddressField>) {
  const words = useWords('answers')
  const { letterLanguage } = useJourney().draft
  return (
    <TextArea
      {...shared}
      hint={words.address}
      lang={letterLanguage}
      rows={2}
      onChange={(text) => onChange(text.replace(/\n+/g, ' '))}
    />
  )
}
