import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { fill } from '../../words/fill.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'
import { followNews } from './follow-news.ts'

/** The client's notices, how many are unread, live; a new one is said politely and takes no focus. */
export function Bell() {
  const words = useWords('site')
  const [location] = useLocation()
  const { session, ended, hear, refresh } = useSession()
  const latest = useRef(refresh)
  latest.current = refresh
  useEffect(() => {
    if (ended) return
    // The window that asks to sign in again comes when the session is asked for; without a network it comes later.
    return followNews({ onNews: hear, onEnd: () => void latest.current().catch(() => undefined) })
  }, [ended, hear])
  const { unreadNotices: unread } = session
  return (
    <>
      <Link
        className="top-button bell"
        href={paths.notices}
        aria-current={location === paths.notices ? 'page' : undefined}
        aria-label={unread > 0 ? fill(words.noticesUnread, { n: unread }) : words.notices}
      >
        <Icon name="bell" size={22} />
        {unread > 0 && (
          <span className="count" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Link>
      <Arrived unread={unread} />
    </>
  )
}

function Arrived({ unread }: { unread: number }) {
  const words = useWords('site')
  const [said, setSaid] = useState('')
  const before = useRef(unread)
  useEffect(() => {
    if (unread > before.current) setSaid(fill(words.noticeArrived, { n: unread }))
    before.current = unread
  }, [unread, words])
  return (
    <p className="hide" role="status">
      {said}
    </p>
  )
}
