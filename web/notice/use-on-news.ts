import { useEffect, useRef } from 'react'
import { useSession } from '../session.tsx'

/** Calls `act` when notices have changed since the page opened; `arrived`: a new one has come. */
export function useOnNews(act: (arrived: boolean) => void): void {
  const { changes, unreadNotices } = useSession().session
  const before = useRef({ changes, unreadNotices })
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const arrived = unreadNotices > before.current.unreadNotices
    const changed = changes !== before.current.changes
    before.current = { changes, unreadNotices }
    if (changed) latest.current(arrived)
  }, [changes, unreadNotices])
}
