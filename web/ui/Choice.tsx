import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import { FieldError } from './Field.tsx'

interface ChoiceOption {
  readonly value: string
  readonly label: ReactNode
  /** A quieter line below the label. */
  readonly note?: ReactNode
  /** Short facts in a row: fee, term, documents. */
  readonly facts?: readonly string[]
}

interface QuestionProps {
  /** The error summary leads to `id`, which is the first radio or box. */
  readonly id: string
  /** The question, as the legend. */
  readonly legend: ReactNode
  readonly hideLegend?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Adds «(міндетті емес)»; required questions are not marked. */
  readonly optional?: boolean
}

interface ChoiceProps extends QuestionProps {
  /** Nothing is preselected when null. */
  readonly value: string | null
  readonly onChange: (value: string) => void
}

interface RadioCardsProps extends ChoiceProps {
  readonly options: readonly ChoiceOption[]
  /** Low rows in one box, for long lists. */
  readonly slim?: boolean
}

/** One of several, each a card with its consequences told. */
export function RadioCards(props: RadioCardsProps) {
  const list = props.slim ? 'choices joined box' : 'choices'
  return (
    <fieldset className={props.error ? 'field wrong' : 'field'} aria-describedby={describedBy(props)}>
      <Legend {...props} />
      <HintAndError {...props} />
      <div className={list}>
        {props.options.map((option, index) => (
          <label key={option.value} className={props.slim ? 'choice slim' : 'choice'}>
            <input
              type="radio"
              id={index === 0 ? props.id : undefined}
              name={props.id}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              <b>{option.label}</b>
              {option.facts && (
                <span className="facts meta">
                  {option.facts.map((fact) => (
                    <span key={fact}>{fact}</span>
                  ))}
                </span>
              )}
              {option.note && <span className="meta">{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface CheckboxesProps extends QuestionProps {
  readonly options: readonly { value: string; label: ReactNode }[]
  /** The ticked ones, in the order of the options. */
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several of several, as low rows in one box. */
export function Checkboxes(props: CheckboxesProps) {
  const chosen = new Set(props.value)
  const tick = (value: string, on: boolean) => {
    const ticked = props.options.filter((option) => (option.value === value ? on : chosen.has(option.value)))
    props.onChange(ticked.map((option) => option.value))
  }
  return (
    <fieldset className={props.error ? 'field wrong' : 'field'} aria-describedby={describedBy(props)}>
      <Legend {...props} />
      <HintAndError {...props} />
      <div className="choices joined box">
        {props.options.map((option, index) => (
          <label key={option.value} className="choice slim">
            <input
              type="checkbox"
              id={index === 0 ? props.id : undefined}
              name={props.id}
              value={option.value}
              checked={chosen.has(option.value)}
              onChange={({ target }) => tick(option.value, target.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface SegmentsProps extends ChoiceProps {
  readonly options: readonly { value: string; label: ReactNode; lang?: string }[]
  readonly wide?: boolean
}

/** One of two or three short options, side by side. */
export function Segments(props: SegmentsProps) {
  return (
    <fieldset className={props.error ? 'field wrong' : 'field'} aria-describedby={describedBy(props)}>
      <Legend {...props} />
      <div className={props.wide ? 'segments wide' : 'segments'}>
        {props.options.map((option, index) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              id={index === 0 ? props.id : undefined}
              name={props.id}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      <HintAndError {...props} />
    </fieldset>
  )
}

function Legend({ legend, hideLegend, optional }: QuestionProps) {
  const words = useWords('site')
  return (
    <legend className={hideLegend ? 'hide' : 'label'}>
      {legend}
      {optional && <span className="optional"> {words.optional}</span>}
    </legend>
  )
}

function describedBy({ id, hint, error }: QuestionProps): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

function HintAndError({ id, hint, error }: QuestionProps) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </>
  )
}
