import type { ReplyList } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import type { ReplyFilters } from './use-reply-filters.ts'

/** No letter waits by this filter: it says what hides the others. */
export function NoneByFilter({ filters, list }: { filters: ReplyFilters; list: ReplyList }) {
  const words = useWords('queue')
  const reply = useWords('reply')
  const language = useLanguage()
  const { kind, unit, author, due } = filters.filter
  const { units, authors } = list.choices
  const hides = [
    kind !== undefined && [words.names.type, reply.kinds[kind]],
    unit !== undefined && [
      words.names.unit,
      units.find(({ id }) => id === unit)?.name?.[language] ?? words.unitNone,
    ],
    author !== undefined && [reply.author, authors.find(({ id }) => id === author)?.name ?? '–'],
    due !== undefined && [words.names.due, words.terms[due]],
  ].flatMap((one) => (one === false ? [] : [one.join(': ')]))
  return (
    <EmptyState
      title={words.filteredTitle}
      hint={fill(words.filteredHint, { filters: hides.join('; ') })}
      action={
        <Button kind="secondary" onPress={filters.clear}>
          {words.clear}
        </Button>
      }
    />
  )
}
