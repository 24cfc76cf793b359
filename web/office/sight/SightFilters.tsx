import { type FormEvent, useState } from 'react'
import { type PlainDate, parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import { contractKinds } from '../../../domain/contract/contract.ts'
import { type Period, type PeriodKind, periodKinds, periodText } from '../../../domain/sight/period.ts'
import type { Sight } from '../../../wire/sight.ts'
import { Button } from '../../ui/Button.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Pick } from '../queue/Pick.tsx'
import { asKind, periodName, periodsOffered } from './period-words.ts'
import type { SightState } from './use-sight.ts'

interface SightFiltersProps {
  readonly state: SightState
  readonly period: Period
  readonly today: PlainDate
  readonly choices: Sight['choices'] | undefined
}

/** The period first, then what narrows the figures. */
export function SightFilters({ state, period, today, choices }: SightFiltersProps) {
  const words = useWords('sight')
  const site = useWords('site')
  const language = useLanguage()
  const { asked, change } = state
  return (
    <fieldset className="picks open sight-picks">
      <legend className="hide">{words.filters}</legend>
      <fieldset className="segments">
        <legend className="hide">{words.period}</legend>
        {periodKinds.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="period-kind"
              checked={period.kind === kind}
              onChange={() => change({ period: asKind(period, kind, today) })}
            />
            {words.kinds[kind]}
          </label>
        ))}
      </fieldset>
      {period.kind === 'range' ? (
        <RangeForm key={periodText(period)} period={period} onShow={(text) => change({ period: text })} />
      ) : (
        <Pick
          label={words.period}
          value={periodText(period)}
          options={periodsOffered(period.kind, periodText(period), today).map((one) => ({
            value: periodText(one),
            label: periodName(one, words),
          }))}
          onChange={(value) => change({ period: value })}
        />
      )}
      <Pick
        label={words.unit}
        none={words.any}
        value={asked.unit ?? ''}
        options={[
          ...(choices?.units ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
          { value: 'none', label: words.unitNone },
          { value: 'notYet', label: words.unitNotYet },
        ]}
        onChange={(value) => change({ unit: value as SightState['place']['unit'] })}
      />
      <Pick
        label={words.category}
        none={words.any}
        value={asked.category ?? ''}
        options={(choices?.categories ?? []).map(({ code, name }) => ({
          value: code,
          label: name[language],
        }))}
        onChange={(value) => change({ category: value })}
      />
      <Pick
        label={words.contractKind}
        none={words.any}
        value={asked.contractKind ?? ''}
        options={contractKinds.map((kind) => ({ value: kind, label: site.contractKinds[kind] }))}
        onChange={(value) => change({ contractKind: contractKinds.find((kind) => kind === value) })}
      />
      {state.filtered && (
        <Button
          kind="plain"
          small
          onPress={() => change({ unit: undefined, category: undefined, contractKind: undefined })}
        >
          {words.clear}
        </Button>
      )}
    </fieldset>
  )
}

/** Two days of one's own; they count when they are asked for, not while they are typed. */
function RangeForm({ period, onShow }: { period: Period; onShow: (text: string) => void }) {
  const words = useWords('sight')
  const [from, setFrom] = useState<string>(period.from)
  const [to, setTo] = useState<string>(period.to)
  const wrong = parsePlainDate(from) === null || parsePlainDate(to) === null || from > to
  const [told, setTold] = useState(false)
  const show = (event: FormEvent) => {
    event.preventDefault()
    setTold(wrong)
    if (!wrong) onShow(`${from}..${to}`)
  }
  const kind: PeriodKind = 'range'
  return (
    <form className="sight-range" aria-label={words.kinds[kind]} onSubmit={show} noValidate>
      <label className="pick-date">
        {words.from}
        <input
          className="input"
          type="date"
          value={from}
          aria-invalid={told && wrong}
          aria-describedby={told && wrong ? 'range-wrong' : undefined}
          onChange={({ target }) => setFrom(target.value)}
        />
      </label>
      <label className="pick-date">
        {words.to}
        <input className="input" type="date" value={to} onChange={({ target }) => setTo(target.value)} />
      </label>
      <Button kind="secondary" small submit>
        {words.show}
      </Button>
      {told && wrong && (
        <p className="error" id="range-wrong" role="alert">
          {words.wrongRange}
        </p>
      )}
    </form>
  )
}
