import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { isWeekend } from '../../../domain/calendar/working-days.ts'
import { dateBound, type Field, isRequired, isVisible } from '../../../domain/catalogue/field.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Segments } from '../../ui/Choice.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'
import { typeOf } from './way.ts'

/** Words of the errors shown now, by field. */
export type FieldErrors = ReadonlyMap<string, string>

/** §5: language, the two editable lines of the upper right block, and the fields of the type. */
export function LetterFields({ errors }: { errors: FieldErrors }) {
  const words = useWords('writing')
  const { draft, saving } = useJourney()
  const type = typeOf(draft)
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
            <AnswerField key={field.code} field={field} error={errors.get(field.code)} />
          ))}
      </fieldset>
    </>
  )
}

function AnswerField({ field, error }: { field: Field; error: string | undefined }) {
  const site = useWords('site')
  const language = useLanguage()
  const { draft, saving } = useJourney()
  const shared = {
    id: field.code,
    label: field.label[language],
    optional: !isRequired(field, draft.answers),
    error,
    value: draft.answers[field.code] ?? '',
    onChange: (value: string) => saving.change({ answers: { [field.code]: value } }),
  }
  switch (field.type) {
    case 'text':
      return <TextField {...shared} lang={draft.letterLanguage} />
    case 'textarea':
      return (
        <TextArea
          {...shared}
          lang={draft.letterLanguage}
          rows={field.code === 'text' ? 10 : 4}
          maxLength={field.validation?.maxLength ?? 5000}
        />
      )
    case 'select':
      return (
        <SelectField
          {...shared}
          empty={site.choose}
          options={field.options.map(({ value, label }) => ({ value, label: label[language] }))}
        />
      )
    case 'date':
      return <AnswerDate field={field} shared={shared} />
  }
}

interface AnswerDateProps {
  readonly field: Extract<Field, { type: 'date' }>
  readonly shared: {
    id: string
    label: string
    optional: boolean
    error: string | undefined
    value: string
    onChange: (value: string) => void
  }
}

function AnswerDate({ field, shared }: AnswerDateProps) {
  const words = useWords('writing')
  const site = useWords('site')
  const { today } = useJourney()
  const { min, max, workingDay } = field.validation ?? {}
  const first = min === undefined ? null : dateBound(min, today)
  const last = max === undefined ? null : dateBound(max, today)
  // Only weekends are known here; holidays are told by the server on «Келесі».
  const dayOff = (date: PlainDate): string | null => (isWeekend(date) ? site.dayOff : null)
  return (
    <DateField
      {...shared}
      name={shared.label}
      today={today}
      hint={
        workingDay && first !== null && last !== null
          ? fill(words.workingDayHint, { min: formatShortDate(first), max: formatShortDate(last) })
          : undefined
      }
      min={first ?? undefined}
      max={last ?? undefined}
      dayOff={workingDay ? dayOff : undefined}
    />
  )
}
