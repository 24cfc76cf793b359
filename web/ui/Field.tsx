import { type HTMLInputTypeAttribute, type ReactNode, useState } from 'react'
import { fill } from '../../words/fill.ts'
import { useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

/** What every field has. `id` is also where the error summary leads. */
export interface FieldProps {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong and how to put it right; the error summary has the same words. */
  readonly error?: string | undefined
  /** Adds «(міндетті емес)»; required fields are not marked. */
  readonly optional?: boolean
}

/** The attributes that tie a control to its label, hint and error. */
export interface ControlAttributes {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** Label above, hint, error with sign and bar, then whatever control `children` draws. */
export function Field(props: FieldProps & { children: (control: ControlAttributes) => ReactNode }) {
  const { id, label, hint, error, optional } = props
  const words = useWords('site')
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> {words.optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {props.children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  )
}

/** The words of an error at its field. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="error" id={id}>
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  )
}

interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: HTMLInputTypeAttribute
  readonly autoComplete?: string
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  readonly readOnly?: boolean
  readonly onBlur?: () => void
  /** The language of what is typed, where it is not the screen's. */
  readonly lang?: string
  /** How the value looks while nobody is typing: grouped digits and the like. The value itself stays as typed. */
  readonly tidy?: (value: string) => string
  /** A unit beside the field, «₸»; the label says it in words. */
  readonly unit?: string
  /** As wide as what it holds: a number, or a line such as a phone or an account. */
  readonly width?: 'number' | 'line'
}

export function TextField(props: TextFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const width = props.width === undefined ? '' : ` of-${props.width}`
  return (
    <Field {...props}>
      {(control) => {
        const input = (
          <input
            {...control}
            className={`input${width}`}
            type={props.type ?? 'text'}
            value={typed ?? props.tidy?.(props.value) ?? props.value}
            onChange={({ target }) => {
              if (props.tidy !== undefined) setTyped(target.value)
              props.onChange(target.value)
            }}
            onBlur={() => {
              setTyped(null)
              props.onBlur?.()
            }}
            autoComplete={props.autoComplete ?? 'off'}
            inputMode={props.inputMode}
            readOnly={props.readOnly}
            lang={props.lang}
          />
        )
        if (props.unit === undefined) return input
        return (
          <span className="with-unit">
            {input}
            <span aria-hidden="true">{props.unit}</span>
          </span>
        )
      }}
    </Field>
  )
}

interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  /** Shows how many characters are left; typing beyond is not stopped, so that nothing pasted is lost. */
  readonly maxLength?: number | undefined
  /** The count is shown once no more than this are left. */
  readonly countFrom?: number
  readonly onBlur?: () => void
  readonly lang?: string
  /** To read and to copy. */
  readonly readOnly?: boolean
}

export function TextArea(props: TextAreaProps) {
  const words = useWords('site')
  const left = props.maxLength === undefined ? undefined : props.maxLength - props.value.length
  return (
    <Field {...props}>
      {(control) => (
        <>
          <textarea
            {...control}
            className="input"
            rows={props.rows ?? 6}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            onBlur={props.onBlur}
            lang={props.lang}
            readOnly={props.readOnly}
          />
          {left !== undefined && left <= (props.countFrom ?? left) && (
            <p className={left < 0 ? 'count-left error' : 'count-left'}>
              {fill(words.charsLeft, { n: left })}
            </p>
          )}
        </>
      )}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

interface SelectFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly Option[]
  /** The words of the empty choice; without it there is none. */
  readonly empty?: string
}

export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.empty !== undefined && <option value="">{props.empty}</option>}
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
