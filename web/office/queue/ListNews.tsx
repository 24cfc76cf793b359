import { useEffect, useRef, useState } from 'react'
import type { QueueRow } from '../../../wire/queue.ts'
import { fill } from '../../../words/fill.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { useOfficeNews } from '../office-news.ts'
import { stillNews, type ToldNews, toldAlso } from './told-news.ts'

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
  const [told, setTold] = useState<ToldNews>(new Map())
  const [missed, setMissed] = useState(false)
  const shown = useRef(rows)
  useEffect(() => {
    shown.current = rows
    setTold((before) => stillNews(before, rows))
    setMissed(false)
  }, [rows])
  useOfficeNews({
    onNews: (news) => setTold((before) => toldAlso(before, news, shown.current, own)),
    onMissed: () => setMissed(true),
  })
  const n = told.size
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
