import { isVisible } from '../../../domain/catalogue/condition.ts'
import { Segments } from '../../ui/Choice.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { AnswerField } from './answers/AnswerField.tsx'

/** Words of the errors shown now, by field; those of a row are named `persons.0.iin`. */
export type FieldErrors = ReadonlyMap<string, string>

/** §5: language, the two editable lines of the upper right block, and the fields of the type. */
export function LetterFields({ errors }: { errors: FieldErrors }) {
  const words = useWords('writing')
  const { draft, saving } = useJourney()
  const type = draft.type
  if (type === null) return null
  return (
    <>
      <Segments
        id="letterLanguage"
        legend={words.language}
        value={draft.letterLanguage}
        onChange={(value) => saving.change({ letterLanguage: value === 'ru' ? 'ru' : 'kk' })}
        options={[
          { value: 'kk', label: 'Қазақша', lang: 'kk' },
          { value: 'ru', label: 'Русский', lang: 'ru' },
        ]}
      />
      <fieldset className="group">
        <legend>
          <h3 className="part">{words.corner}</h3>
        </legend>
        <p className="hint meta">{words.cornerHint}</p>
        <TextField
          id="address"
          label={words.address}
          value={draft.address}
          onChange={(address) => saving.change({ address })}
          error={errors.get('address')}
          autoComplete="street-address"
        />
        <TextField
          id="email"
          label={words.email}
          type="email"
          inputMode="email"
          hint={words.emailHint}
          optional
          value={draft.email}
          onChange={(email) => saving.change({ email })}
          error={errors.get('email')}
          autoComplete="email"
        />
      </fieldset>
      <fieldset className="group">
        <legend>
          <h3 className="part">{words.contents}</h3>
        </legend>
        {type.fields
          .filter((field) => isVisible(field, draft.answers))
          .map((field) => (
            <AnswerField key={field.code} field={field} errors={errors} />
          ))}
      </fieldset>
    </>
  )
}
