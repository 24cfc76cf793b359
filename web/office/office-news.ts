import { useEffect, useRef } from 'react'
import type { OfficeNews, PresenceNews } from '../../wire/case.ts'
import type { SignalNews } from '../../wire/signal.ts'
import { openLine } from '../event-line.ts'

const againMs = 30_000
/** Pages whose lines were cut together ask for what they missed within so long, each at its own moment. */
const missedWithinMs = 2_000

/** What a page of the office wants to hear. All are called while the page is seen. */
export interface OfficeListener {
  /** Appeals that somebody has changed, and those that are no longer in this person's sight. */
  readonly onNews?: (news: OfficeNews) => void
  /** Who else has an appeal open now; empty: nobody any more. */
  readonly onPresence?: (news: PresenceNews) => void
  /** How many of this person's signals are unread. */
  readonly onSignals?: (news: SignalNews) => void
  /** The line was cut or the page was hidden: what happened meanwhile is not known. */
  readonly onMissed?: () => void
}

const listeners = new Set<OfficeListener>()
let close: (() => void) | null = null
let timer = 0
let held = false

const tell = (act: (listener: OfficeListener) => void) => {
  for (const listener of listeners) act(listener)
}

/** One line a tab, while it is seen and somebody listens: a browser has six lines to a server for all its tabs. */
function listen(): void {
  window.clearTimeout(timer)
  close?.()
  close = null
  if (listeners.size === 0 || document.visibilityState === 'hidden') return
  if (held) tell(({ onMissed }) => onMissed?.())
  held = true
  close = openLine({
    address: '/api/office/stream',
    on: {
      news: (data) => tell(({ onNews }) => onNews?.(JSON.parse(data))),
      signals: (data) => tell(({ onSignals }) => onSignals?.(JSON.parse(data))),
      presence: (data) => tell(({ onPresence }) => onPresence?.(JSON.parse(data))),
      end: () => close?.(),
    },
    onLost: () => {
      timer = window.setTimeout(listen, againMs)
    },
    onCut: () => {
      const tellMissed = () => tell(({ onMissed }) => onMissed?.())
      window.setTimeout(tellMissed, Math.random() * missedWithinMs)
    },
  })
}

/** Hears of what others do in the office, by server-sent events, while the page is seen. */
export function useOfficeNews(listener: OfficeListener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const mine: OfficeListener = {
      onNews: (news) => latest.current.onNews?.(news),
      onPresence: (news) => latest.current.onPresence?.(news),
      onSignals: (news) => latest.current.onSignals?.(news),
      onMissed: () => latest.current.onMissed?.(),
    }
    listeners.add(mine)
    if (listeners.size === 1) {
      held = false
      document.addEventListener('visibilitychange', listen)
      listen()
    }
    return () => {
      listeners.delete(mine)
      if (listeners.size > 0) return
      document.removeEventListener('visibilitychange', listen)
      listen()
    }
  }, [])
}
