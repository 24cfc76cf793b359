import { sentStatuses } from '../../domain/appeal/status.ts'
import { call } from '../api.ts'
import { SelectField } from '../ui/Field.tsx'
import { Filters } from '../ui/Filters.tsx'
import { SearchForm } from '../ui/SearchForm.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useWords } from '../words.ts'
import type { useMailboxQuery } from './use-mailbox-query.ts'

/** §2: search and filters over a list of appeals. */
export function MailboxTools({ query }: { query: ReturnType<typeof useMailboxQuery> }) {
  const words = useWords('cabinet')
  const site = useWords('site')
  const statusWords = useWords('statuses')
  const { asked, change } = query
  const contracts =
    useLoad('contracts', (signal) => call('GET /api/contracts', { signal })).data?.contracts ?? []
  return (
    <SearchForm
      label={words.searchLabel}
      hint={words.searchHint}
      asked={asked.q}
      onSearch={(q) => change({ q })}
    >
      <Filters>
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
      </Filters>
    </SearchForm>
  )
}
