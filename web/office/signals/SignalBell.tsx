import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { FollowSignals, useSignalNews } from './use-signal-news.tsx'

/** What staff are told, how many are unread, live; a new one is said politely and takes no focus. */
export function SignalBell() {
  const words = useWords('signals')
  const [location] = useLocation()
  const unread = useSignalNews()?.unread ?? 0
  return (
    <>
      <FollowSignals />
      <Link
        className="top-button bell"
        href={paths.officeSignals}
        aria-current={location === paths.officeSignals ? 'page' : undefined}
        aria-label={unread > 0 ? fill(words.unread, { n: unread }) : words.title}
      >
        <Icon name="bell" size={22} />
        {unread > 0 && (
          <span className="count" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Link>
      <Arrived />
    </>
  )
}

function Arrived() {
  const words = useWords('signals')
  const news = useSignalNews()
  const [said, setSaid] = useState('')
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (news === null) return
    if (before.current !== null && news.unread > before.current)
      setSaid(fill(words.arrived, { n: news.unread }))
    before.current = news.unread
  }, [news, words])
  return (
    <p className="hide" role="status">
      {said}
    </p>
  )
}
