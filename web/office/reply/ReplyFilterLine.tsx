import { useState } from 'react'
import { replyKinds } from '../../../domain/appeal/reply-kind.ts'
import { replyTerms } from '../../../domain/mailbox/queue.ts'
import type { ReplyList } from '../../../wire/reply.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Pick } from '../queue/Pick.tsx'
import type { ReplyFilters } from './use-reply-filters.ts'

/**
 * What narrows the letters that wait. It stays while the list is on its way and after each decision, and goes with the
 * last letter alone. On a phone it folds.
 */
export function ReplyFilterLine({ filters, list }: { filters: ReplyFilters; list: ReplyList | undefined }) {
  const words = useWords('queue')
  const reply = useWords('reply')
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { filter, on, narrow, clear } = filters
  if (list?.total === 0 && on === 0) return null
  const { units, authors } = list?.choices ?? { units: [], authors: [] }
  return (
    <div className="reply-filters">
      <button
        type="button"
        className="picks-fold only-narrow"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="filter" />
        {fill(words.filtersOn, { n: on })}
      </button>
      <fieldset className={open ? 'picks open' : 'picks'}>
        <legend className="hide">{words.filters}</legend>
        <Pick
          label={words.names.type}
          none={words.any}
          value={filter.kind ?? ''}
          options={replyKinds.map((kind) => ({ value: kind, label: reply.kinds[kind] }))}
          onChange={(value) => narrow({ kind: replyKinds.find((kind) => kind === value) })}
        />
        {(units.length > 1 || filter.unit !== undefined) && (
          <Pick
            label={words.names.unit}
            none={words.any}
            value={filter.unit ?? ''}
            options={units.map(({ id, name }) => ({ value: id, label: name?.[language] ?? words.unitNone }))}
            onChange={(value) => narrow({ unit: units.find(({ id }) => id === value)?.id })}
          />
        )}
        {(authors.length > 1 || filter.author !== undefined) && (
          <Pick
            label={reply.author}
            none={words.any}
            value={filter.author ?? ''}
            options={authors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => narrow({ author: value === '' ? undefined : value })}
          />
        )}
        <Pick
          label={words.names.due}
          none={words.any}
          value={filter.due ?? ''}
          options={replyTerms.map((term) => ({ value: term, label: words.terms[term] }))}
          onChange={(value) => narrow({ due: replyTerms.find((term) => term === value) })}
        />
        {on > 0 && (
          <Button kind="plain" small onPress={clear}>
            {words.clear}
          </Button>
        )}
      </fieldset>
      <p className="hide" role="status">
        {on > 0 && list !== undefined && fill(words.found, { n: countText(list) })}
      </p>
    </div>
  )
}
