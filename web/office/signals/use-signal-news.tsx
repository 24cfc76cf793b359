import { useCallback, useEffect, useState } from 'react'
import { rolesFor } from '../../../domain/appeal/rights.ts'
import type { SignalNews } from '../../../wire/signal.ts'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useOfficeNews } from '../office-news.ts'

const pollMs = 60_000
const listeners = new Set<(news: SignalNews) => void>()
let latest: SignalNews | null = null

function hear(news: SignalNews): void {
  latest = news
  for (const listener of listeners) listener(news)
}

/** Asks once more, as after a reading. Without a network the old count stays; the next look brings the new one. */
export async function askSignalNews(): Promise<void> {
  const news = await call('GET /api/office/signals/news', { quiet: true }).catch(() => null)
  if (news !== null) hear(news)
}

/** How many signals are unread, for every part of the page alike; null until it is known. */
export function useSignalNews(): SignalNews | null {
  const [news, setNews] = useState(latest)
  useEffect(() => {
    listeners.add(setNews)
    return () => {
      listeners.delete(setNews)
    }
  }, [])
  return news
}

/** Keeps the count fresh: by the office's live line, by asking each minute for those who have none. One a page. */
export function FollowSignals() {
  const { session, ended } = useSession()
  const roles = session.person?.roles ?? []
  const isLive = rolesFor('list').some((role) => roles.includes(role))
  const ask = useCallback(() => {
    if (!ended && document.visibilityState === 'visible') void askSignalNews()
  }, [ended])
  useEffect(() => {
    ask()
    if (isLive) return
    const timer = window.setInterval(ask, pollMs)
    return () => window.clearInterval(timer)
  }, [ask, isLive])
  return isLive && !ended ? <Live onMissed={ask} /> : null
}

function Live({ onMissed }: { onMissed: () => void }) {
  useOfficeNews({ onSignals: hear, onMissed })
  return null
}
