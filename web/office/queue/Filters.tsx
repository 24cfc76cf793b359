import { type FormEvent, useEffect, useState } from 'react'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { Pick } from './Pick.tsx'
import { changed, type Filter } from './use-filters.ts'
import type { QueueState } from './use-queue.ts'

interface FiltersProps {
  readonly query: QueueState
  readonly filters: readonly Filter[]
  /** The filters that are on, in words. */
  readonly on: readonly string[]
}

/** Search over the queue, and its filters in one line; on a phone they fold into «Сүзгілер: n қосулы». */
export function Filters({ query, filters, on }: FiltersProps) {
  const words = useWords('queue')
  const site = useWords('site')
  const { asked, change } = query
  const [typed, setTyped] = useState(asked.q)
  useEffect(() => setTyped(asked.q), [asked.q])
  const [open, setOpen] = useState(false)
  const narrowing = on.length - (asked.q === '' ? 0 : 1)
  const search = (event: FormEvent) => {
    event.preventDefault()
    change({ q: typed.trim() })
  }
  const dates = ['dueFrom', 'dueTo', 'registeredFrom', 'registeredTo', 'closedFrom', 'closedTo'] as const
  const [ranges, setRanges] = useState(dates.some((key) => asked[key] !== undefined))
  return (
    <search aria-label={words.searchLabel} className="queue-tools">
      <form onSubmit={search} className="field">
        <label htmlFor="q">
          {words.searchLabel} <span className="optional">– {words.searchHint}</span>
        </label>
        <div className="with-button">
          <input
            id="q"
            className="input"
            type="search"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button className="button secondary square" type="submit" aria-label={site.search}>
            <Icon name="search" size={22} />
          </button>
        </div>
      </form>
      <button
        type="button"
        className="picks-fold only-narrow"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="filter" />
        {fill(words.filtersOn, { n: narrowing })}
      </button>
      <fieldset className={open ? 'picks open' : 'picks'}>
        <legend className="hide">{words.filters}</legend>
        {filters
          .filter(({ key, further }) => !further || ranges || asked[key] !== undefined)
          .map(({ key, label, none, options }) => (
            <Pick
              key={key}
              label={label}
              none={none}
              value={asked[key] ?? ''}
              options={options}
              onChange={(value) => changed(query, key, value)}
            />
          ))}
        <Button kind="plain" small icon="filter" expanded={ranges} onPress={() => setRanges(!ranges)}>
          {words.further}
        </Button>
        {ranges && (
          <div className="picks-dates">
            {dates.map((key) => (
              <label key={key} className="pick-date">
                {words[key]}
                <input
                  className="input"
                  type="date"
                  value={asked[key] ?? ''}
                  onChange={({ target }) => change({ [key]: target.value === '' ? undefined : target.value })}
                />
              </label>
            ))}
          </div>
        )}
      </fieldset>
    </search>
  )
}
