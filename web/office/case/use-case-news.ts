import { useEffect, useRef, useState } from 'react'
import type { CaseEvent, Internal, Present } from '../../../wire/case.ts'
import { useOfficeNews } from '../office-news.ts'
import { usePresence } from './use-presence.ts'

/** What others do to the appeal on this page while it is open. */
export interface CaseNewsState {
  readonly present: readonly Present[]
  /** What others have done since the page was opened, and nobody has put away yet. */
  readonly events: readonly CaseEvent[]
  /** It is not for this person any more. */
  readonly gone: boolean
  readonly putAway: () => void
}

/** Hears of others on this appeal, asks for what is new, and says to them that this page is open. */
export function useCaseNews(id: string, internal: Internal | undefined, renew: () => void): CaseNewsState {
  const [present, setPresent] = useState<readonly Present[] | null>(null)
  const [events, setEvents] = useState<readonly CaseEvent[]>([])
  const [gone, setGone] = useState(false)
  const known = useRef(internal?.seq ?? 0)
  useEffect(() => {
    if (internal === undefined || internal.seq <= known.current) return
    const fresh = internal.history.filter(({ seq, mine }) => seq > known.current && !mine)
    known.current = internal.seq
    if (fresh.length > 0) setEvents((before) => [...before, ...fresh])
  }, [internal])
  useOfficeNews({
    onNews: (news) => {
      if (news.gone.includes(id)) setGone(true)
      const change = news.changed.find((one) => one.id === id)
      if (change === undefined) return
      setGone(false)
      if (change.seq > known.current) renew()
    },
    onPresence: (news) => {
      if (news.id === id) setPresent(news.present)
    },
    onMissed: renew,
  })
  usePresence(id, () => setGone(true))
  return { present: present ?? internal?.present ?? [], events, gone, putAway: () => setEvents([]) }
}
