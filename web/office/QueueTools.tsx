import { type FormEvent, useEffect, useState } from 'react'
import { statuses } from '../../domain/appeal/status.ts'
import { Field, SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'
import type { useQueueQuery } from './use-queue-query.ts'

/** Search and the filter by status over the queue. */
export function QueueTools({ query }: { query: ReturnType<typeof useQueueQuery> }) {
  const words = useWords('office')
  const site = useWords('site')
  const cabinet = useWords('cabinet')
  const statusWords = useWords('statuses')
  const { asked, change } = query
  const [typed, setTyped] = useState(asked.q)
  useEffect(() => setTyped(asked.q), [asked.q])
  const search = (event: FormEvent) => {
    event.preventDefault()
    change({ q: typed.trim() })
  }
  return (
    <search aria-label={words.searchLabel}>
      <form className="tools" onSubmit={search}>
        <Field id="q" label={site.search}>
          {(control) => (
            <div className="with-button">
              <input
                {...control}
                className="input"
                type="search"
                aria-describedby="q-help"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <button className="button secondary square" type="submit" aria-label={site.search}>
                <Icon name="search" size={22} />
              </button>
              <span className="hide" id="q-help">
                {words.searchHint}
              </span>
            </div>
          )}
        </Field>
        <SelectField
          id="filter-status"
          label={cabinet.status}
          value={asked.status ?? ''}
          onChange={(value) => change({ status: statuses.find((status) => status === value) })}
          empty={site.all}
          options={statuses
            .filter((status) => status !== 'draft')
            .map((status) => ({ value: status, label: statusWords[status].name }))}
        />
      </form>
    </search>
  )
}
