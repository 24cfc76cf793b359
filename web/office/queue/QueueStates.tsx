import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import type { QueueState } from './use-queue.ts'

/** Nothing by this filter names what hides the rest; an empty queue says what comes next. */
export function NothingFound({ query, on }: { query: QueueState; on: readonly string[] }) {
  const words = useWords('queue')
  const begins = queueAddress(query.asked) === ''
  if (begins) return <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} />
  const hides = on.length === 0 ? [words.tabNames[query.asked.whose === 'mine' ? 'mine' : 'free']] : on
  return (
    <EmptyState
      title={words.filteredTitle}
      hint={fill(words.filteredHint, { filters: hides.join('; ') })}
      action={
        <Button kind="secondary" onPress={query.clear}>
          {words.clear}
        </Button>
      }
    />
  )
}
