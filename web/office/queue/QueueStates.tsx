import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import { fill } from '../../../words/fill.ts'
import { ProblemError } from '../../api.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import type { QueueState } from './use-queue.ts'

/** A role that has no queue is told so; anything else that failed says what, and can be tried again. */
export function NotLoaded({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords('queue')
  if (error instanceof ProblemError && error.status === 403) {
    return <EmptyState title={words.noRightTitle} hint={words.noRightHint} />
  }
  return <LoadFailed error={error} retry={retry} />
}

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
