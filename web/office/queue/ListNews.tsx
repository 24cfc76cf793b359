import { useEffect, useRef, useState } from 'react'
import type { QueueRow } from '../../../wire/queue.ts'
import { fill } from '../../../words/fill.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { useOfficeNews } from '../office-news.ts'

interface ListNewsProps {
  /** The rows as they were fetched; new ones have all of the news. */
  readonly rows: readonly Pick<QueueRow, 'id' | 'seq'>[]
  /** What this person has just done themselves is no news. */
  readonly own: ReadonlySet<string>
  readonly onRenew: () => void
}

/**
 * «Changed: 3, renew»: what others did since the list was fetched. The rows stay until it is pressed: nothing moves
 * under the pointer.
 */
export function ListNews({ rows, own, onRenew }: ListNewsProps) {
  const words = useWords('queue')
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const [missed, setMissed] = useState(false)
  const shown = useRef(rows)
  useEffect(() => {
    shown.current = rows
    setChanged(new Set())
    setMissed(false)
  }, [rows])
  useOfficeNews({
    onNews: (news) => {
      const isOld = (one: { readonly id: string; readonly seq: number }) =>
        one.seq > (shown.current.find(({ id }) => id === one.id)?.seq ?? 0)
      const ids = [...news.changed.filter(isOld).map(({ id }) => id), ...news.gone].filter(
        (id) => !own.has(id),
      )
      if (ids.length > 0) setChanged((before) => new Set([...before, ...ids]))
    },
    onMissed: () => setMissed(true),
  })
  const n = changed.size
  return (
    <div aria-live="polite" className="list-news">
      {(n > 0 || missed) && (
        <Banner
          action={
            <Button kind="secondary" small icon="again" onPress={onRenew}>
              {words.renew}
            </Button>
          }
        >
          <p>{n > 0 ? fill(words.changed, { n }) : words.changedMaybe}</p>
        </Banner>
      )}
    </div>
  )
}
