import { useState } from 'react'
import type { Assignee, UnitName } from '../../../wire/work.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Field, FieldError } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'

interface PeopleByLoadProps {
  readonly people: readonly Assignee[]
  readonly units: readonly UnitName[]
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly error?: string | undefined
}

/** Whom work can be given to, who has least to do first. Who is away can't be chosen, and names who acts for them. */
export function PeopleByLoad({ people, units, value, onChange, error }: PeopleByLoadProps) {
  const words = useWords('assign')
  const [typed, setTyped] = useState('')
  const unitsOf = (one: Assignee) =>
    units
      .filter(({ id }) => one.unitIds.includes(id))
      .map(({ name }) => name)
      .join(', ')
  const wanted = typed.trim().toLocaleLowerCase()
  const found = people.filter((one) => `${one.name} ${unitsOf(one)}`.toLocaleLowerCase().includes(wanted))
  const most = Math.max(1, ...people.map(({ open }) => open))
  return (
    <>
      <Field
        id="assign-find"
        label={
          <>
            {words.whom} <span className="optional">– {words.whomHint}</span>
          </>
        }
      >
        {(control) => (
          <input
            {...control}
            className="input"
            type="search"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <fieldset
        className={error ? 'field wrong' : 'field'}
        aria-describedby={error ? 'assign-person-error' : undefined}
      >
        <legend className="hide">{words.executor}</legend>
        {error && <FieldError id="assign-person-error">{error}</FieldError>}
        {found.length === 0 && <p className="meta">{words.nobody}</p>}
        <div className="choices joined box people-by-load">
          {found.map((one, index) => (
            <label key={one.id} className={one.away === null ? 'choice slim' : 'choice slim off'}>
              <input
                type="radio"
                name="assign-person"
                id={index === 0 ? 'assign-person' : undefined}
                value={one.id}
                disabled={one.away !== null}
                checked={value === one.id}
                onChange={() => onChange(one.id)}
              />
              <span className="load-row">
                <span>
                  <b>{one.name}</b>
                  <span className="meta">{unitsOf(one)}</span>
                </span>
                {one.away === null ? <LoadOf one={one} most={most} /> : <AwayOf away={one.away} />}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

function LoadOf({ one, most }: { one: Assignee; most: number }) {
  const words = useWords('assign')
  const told = fill(words.load, { open: one.open, week: one.dueThisWeek })
  return (
    <span className="load">
      <span className="meta">
        {told}
        {one.overdue > 0 && <>, {fill(words.overdue, { n: one.overdue })}</>}
      </span>
      <progress max={most} value={one.open} aria-hidden="true" />
    </span>
  )
}

function AwayOf({ away }: { away: NonNullable<Assignee['away']> }) {
  const words = useWords('assign')
  return (
    <span className="load">
      <span className="away">{fill(words.away, { date: formatShortDate(away.until) })}</span>
      <span className="meta">
        {away.deputy === null ? words.nobodyActs : fill(words.deputy, { name: away.deputy.name })}
      </span>
    </span>
  )
}
