import { useState } from 'react'
import { type PlainDate, parsePlainDate, plainDateOf } from '../../domain/calendar/plain-date.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { useWords } from '../words.ts'
import { Calendar } from './Calendar.tsx'
import { Dialog } from './Dialog.tsx'
import { Field, type FieldProps } from './Field.tsx'
import { Icon } from './Icon.tsx'

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or whatever was typed that is not a date yet; empty when empty. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** The label as plain text, for the calendar's button. */
  readonly name: string
  readonly today: PlainDate
  readonly min?: PlainDate | undefined
  readonly max?: PlainDate | undefined
  /** Why a day does not work, for its mark; null when it works or is not known. */
  readonly dayOff?: ((date: PlainDate) => string | null) | undefined
  /** Days off can't be chosen in the calendar. */
  readonly workingDaysOnly?: boolean
}

/** A date as DD.MM.YYYY, typed or taken from a calendar that speaks the screen's language. */
export function DateField(props: DateFieldProps) {
  const words = useWords('site')
  const [open, setOpen] = useState(false)
  const chosen = parsePlainDate(props.value)
  // What is typed stays as typed until it is a date and the field is left.
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (chosen === null ? props.value : formatShortDate(chosen))
  return (
    <Field {...props} hint={props.hint ?? words.dateHint}>
      {(control) => (
        <div className="with-button date-field">
          <input
            {...control}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            value={shown}
            onChange={({ target }) => {
              setTyped(target.value)
              props.onChange(dateTyped(target.value) ?? target.value)
            }}
            onBlur={() => setTyped(null)}
          />
          <button
            type="button"
            className="button secondary square"
            aria-label={fill(words.openCalendar, { label: props.name })}
            onClick={() => setOpen(true)}
          >
            <Icon name="calendar" />
          </button>
          {open && (
            <Dialog title={words.calendar} onClose={() => setOpen(false)}>
              <Calendar
                {...props}
                chosen={chosen}
                onChoose={(date) => {
                  setTyped(null)
                  props.onChange(date)
                  setOpen(false)
                }}
              />
            </Dialog>
          )}
        </div>
      )}
    </Field>
  )
}

/** «26.03.2026», also with «/» or «-» or single digits → a date; null when it is none. */
function dateTyped(text: string): PlainDate | null {
  const match = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(text)
  return match === null ? null : plainDateOf(Number(match[3]), Number(match[2]), Number(match[1]))
}
