import { useState } from 'react'
import { queueBegins, queueSorts } from '../../../domain/mailbox/queue.ts'
import type { Queue } from '../../../wire/queue.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { fileUrl } from '../../api.ts'
import { Button, DownloadButton } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { Pick } from './Pick.tsx'
import type { QueueState } from './use-queue.ts'

interface QueueToolsProps {
  readonly query: QueueState
  readonly list: Queue
  readonly onColumns: () => void
}

/** Above the list: its order, its columns, and the list as a file or on paper; on a phone all but the order folds. */
export function QueueTools({ query, list, onColumns }: QueueToolsProps) {
  const words = useWords('queue')
  const { asked, change } = query
  const { page, size, ...exported } = asked
  const [open, setOpen] = useState(false)
  const way = asked.order === 'asc' ? words.ascending : words.descending
  return (
    <div className="row list-tools">
      <Pick
        label={words.sort}
        value={asked.sort}
        options={queueSorts.map((sort) => ({ value: sort, label: words.sorts[sort] }))}
        onChange={(value) => change({ sort: queueSorts.find((sort) => sort === value) ?? queueBegins.sort })}
      />
      <Button
        kind="secondary"
        small
        className="square"
        label={fill(words.order, { way })}
        onPress={() => change({ order: asked.order === 'asc' ? 'desc' : 'asc' })}
      >
        {asked.order === 'asc' ? '↑' : '↓'}
      </Button>
      <button
        type="button"
        className="button secondary small square only-narrow"
        aria-label={words.moreTools}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        …
      </button>
      <div className={open ? 'more-tools open' : 'more-tools'}>
        <Button kind="secondary" small icon="card" onPress={onColumns}>
          {words.columnsButton}
        </Button>
        {(['csv', 'xlsx'] as const).map((format) => (
          <DownloadButton
            key={format}
            small
            href={fileUrl('GET /api/office/queue/export', { query: { ...exported, format } })}
            label={fill(words.exportOf, { format: format.toUpperCase(), n: countText(list) })}
          >
            {format.toUpperCase()}
          </DownloadButton>
        ))}
        <Button kind="secondary" small icon="print" onPress={() => window.print()}>
          {useWords('site').print}
        </Button>
      </div>
    </div>
  )
}
