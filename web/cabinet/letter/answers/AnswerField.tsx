import { listOf } from '../../../../domain/catalogue/answer.ts'
import { isRequired } from '../../../../domain/catalogue/condition.ts'
import type { Answer, Field } from '../../../../domain/catalogue/field.ts'
import { useLanguage } from '../../../words.ts'
import { useJourney } from '../../draft/journey-page.ts'
import type { FieldErrors } from '../LetterFields.tsx'
import { SeveralAnswer } from './ChoiceAnswers.tsx'
import { GroupAnswer } from './GroupAnswer.tsx'
import { ScalarAnswer } from './ScalarAnswer.tsx'

/** §5: one field of the type, whatever its kind, tied to the draft. */
export function AnswerField({ field, errors }: { field: Field; errors: FieldErrors }) {
  const language = useLanguage()
  const { draft, saving } = useJourney()
  const { code } = field
  const answer = draft.answers[code]
  const onChange = (value: Answer) => saving.change({ answers: { [code]: value } })
  if (field.type === 'group')
    return <GroupAnswer field={field} errors={errors} value={answer} onChange={onChange} />
  if (field.type === 'multiselect') {
    return (
      <SeveralAnswer
        field={field}
        id={code}
        label={field.label[language]}
        optional={!isRequired(field, draft.answers)}
        error={errors.get(code)}
        value={listOf(answer)}
        onChange={onChange}
      />
    )
  }
  return (
    <ScalarAnswer
      field={field}
      id={code}
      answers={draft.answers}
      error={errors.get(code)}
      value={typeof answer === 'string' ? answer : ''}
      onChange={onChange}
    />
  )
}
