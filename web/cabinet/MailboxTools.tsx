import { type FormEvent, useEffect, useState } from 'react'
import { call } from '../api.ts'
import { Field, SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useWords } from '../words.ts'
import { sentStatuses, type useMailboxQuery } from './use-mailbox-query.ts'

/** §2: search and filters over a list of appeals. */
export function MailboxTools({ query }: { query: ReturnType<typeof useMailboxQuery> }) {
  const words = useWords('cabinet')
  const site = useWords('site')
  const statusWords = useWords('statuses')
  const { asked, change } = query
  const [typed, setTyped] = useState(asked.q)
  useEffect(() => setTyped(asked.q), [asked.q])
  const contracts =
    useLoad('contracts', (signal) => call('GET /api/contracts', { signal })).data?.contracts ?? []
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
        <details className="filters">
          <summary>
            <Icon name="filter" />
            {site.filters}
          </summary>
          <div className="grid">
            <SelectField
              id="filter-status"
              label={words.status}
              value={asked.status ?? ''}
              onChange={(value) => change({ status: sentStatuses.find((status) => status === value) })}
              empty={site.all}
              options={sentStatuses.map((status) => ({ value: status, label: statusWords[status].name }))}
            />
            <SelectField
              id="filter-contract"
              label={words.contract}
              value={asked.contract ?? ''}
              onChange={(value) => change({ contract: value === '' ? undefined : value })}
              empty={site.all}
              options={contracts.map(({ id, number }) => ({ value: id, label: `№ ${number}` }))}
            />
          </div>
        </details>
      </form>
    </search>
  )
}
