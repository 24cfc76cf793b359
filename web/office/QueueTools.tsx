import { sentStatuses } from '../../domain/appeal/status.ts'
import { SelectField } from '../ui/Field.tsx'
import { SearchForm } from '../ui/SearchForm.tsx'
import { useWords } from '../words.ts'
import type { QueueState } from './queue/use-queue.ts'

/** Search and the filter by status over the queue. */
export function QueueTools({ query }: { query: QueueState }) {
  const words = useWords('office')
  const site = useWords('site')
  const cabinet = useWords('cabinet')
  const statusWords = useWords('statuses')
  const verdict = useWords('verdict')
  const { asked, change } = query
  return (
    <SearchForm
      label={words.searchLabel}
      hint={words.searchHint}
      asked={asked.q}
      onSearch={(q) => change({ q })}
    >
      <SelectField
        id="filter-status"
        label={cabinet.status}
        value={asked.status ?? ''}
        onChange={(value) => change({ status: sentStatuses.find((status) => status === value) })}
        empty={site.all}
        options={sentStatuses.map((status) => ({ value: status, label: statusWords[status].name }))}
      />
      <SelectField
        id="filter-verdict"
        label={verdict.filterLabel}
        value={asked.waits === 'verdict' ? 'waiting' : ''}
        onChange={(value) => change({ waits: value === 'waiting' ? 'verdict' : undefined })}
        empty={site.all}
        options={[{ value: 'waiting', label: verdict.filterWaiting }]}
      />
    </SearchForm>
  )
}
