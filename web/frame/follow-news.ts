import type { News } from '../../wire/notice.ts'
import { call } from '../api.ts'

/** The server says at once that it is there, and then every twenty seconds; whoever is silent longer holds the stream up. */
const firstWordMs = 10_000
const silenceMs = 60_000
const pollMs = 60_000

interface Listener {
  readonly onNews: (news: News) => void
  /** The server says that the session is over. */
  readonly onEnd: () => void
}

/**
 * Hears of news while the page is seen: by server-sent events, and where these do not hold by asking each minute. A
 * hidden page does not listen (a browser has six lines to a server for all its pages) and is told everything at once
 * when it is seen again. Answers what ends it.
 */
export function followNews({ onNews, onEnd }: Listener): () => void {
  let source: EventSource | null = null
  let timer = 0
  const stop = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  const silentFor = (ms: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(fallBack, ms)
  }
  const fallBack = () => {
    stop()
    timer = window.setTimeout(ask, pollMs)
  }
  const ask = () => {
    call('GET /api/notices/news', { quiet: true })
      .then(onNews, () => undefined)
      .finally(listen)
  }
  const listen = () => {
    stop()
    if (document.visibilityState === 'hidden') return
    const opened = new EventSource('/api/notices/stream')
    source = opened
    silentFor(firstWordMs)
    opened.addEventListener('news', ({ data }) => {
      silentFor(silenceMs)
      onNews(JSON.parse(data))
    })
    opened.addEventListener('beat', () => silentFor(silenceMs))
    opened.addEventListener('full', fallBack)
    opened.addEventListener('end', () => {
      stop()
      onEnd()
    })
    // It comes back by itself after a cut line; closed for good means that it was refused.
    opened.addEventListener('error', () => {
      if (opened === source && opened.readyState === EventSource.CLOSED) fallBack()
    })
  }
  listen()
  document.addEventListener('visibilitychange', listen)
  return () => {
    document.removeEventListener('visibilitychange', listen)
    stop()
  }
}
