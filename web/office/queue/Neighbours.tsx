import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { call } from '../../api.ts'
import { BackLink } from '../../frame/Links.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { keepPlace, placeOf } from './place.ts'
import { useKey } from './use-key.ts'
import { askedBy } from './use-queue.ts'

/**
 * Over an appeal: back to the list that it was opened from, and the appeals before and after it there. What they are
 * is asked once, when the appeal is opened: an act may take it out of the list, and its neighbours stay.
 */
export function Neighbours({ id }: { id: string }) {
  const words = useWords('queue')
  const deskTitle = useWords('desk').title
  const personId = useSession().session.person?.id ?? ''
  const [place] = useState(() => placeOf(personId))
  const [beside, setBeside] = useState<{ previous: string | null; next: string | null }>()
  const [, navigate] = useLocation()
  useEffect(() => {
    const abort = new AbortController()
    const { page, size, ...asked } = askedBy(
      new URLSearchParams(place.from === 'desk' ? 'whose=mine' : place.address),
    )
    call('GET /api/office/queue/neighbours', { query: { ...asked, of: id }, signal: abort.signal }).then(
      setBeside,
      // Without neighbours the way back is enough.
      () => undefined,
    )
    return () => abort.abort()
  }, [id, place.from, place.address])
  const go = (to: string) => {
    // Coming back leads to the row that was looked at last.
    keepPlace(personId, { opened: to })
    navigate(paths.officeAppeal(to))
  }
  const next = beside?.next ?? null
  useKey('alt', 'KeyN', next === null ? null : () => go(next))
  const list = place.address === '' ? paths.officeQueue : `${paths.officeQueue}?${place.address}`
  const desk = place.from === 'desk'
  return (
    <div className="neighbours">
      <BackLink to={desk ? paths.office : list}>{desk ? deskTitle : words.backToList}</BackLink>
      <nav aria-label={words.neighbours}>
        {(['previous', 'next'] as const).map((which) => {
          const to = beside?.[which] ?? null
          return (
            to !== null && (
              <Link
                key={which}
                className="button secondary square"
                href={paths.officeAppeal(to)}
                aria-label={words[which]}
                onClick={() => keepPlace(personId, { opened: to })}
              >
                <Icon name={which === 'next' ? 'right' : 'left'} />
              </Link>
            )
          )
        })}
      </nav>
    </div>
  )
}
