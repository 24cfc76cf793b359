import type { News } from '../../wire/notice.ts'
import { call } from '../api.ts'
import { openLine } from '../event-line.ts'

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
  let close = () => {}
  let timer = 0
  const stop = () => {
    clearTimeout(timer)
    close()
  }
  const ask = () => {
    call('GET /api/notices/news', { quiet: true })
      .then(onNews, () => undefined)
      .finally(listen)
  }
  const listen = () => {
    stop()
    if (document.visibilityState === 'hidden') return
    close = openLine({
      address: '/api/notices/stream',
      on: {
        news: (data) => onNews(JSON.parse(data)),
        end: () => {
          stop()
          onEnd()
        },
      },
      onLost: () => {
        timer = window.setTimeout(ask, pollMs)
      },
    })
  }
  listen()
  document.addEventListener('visibilitychange', listen)
  return () => {
    document.removeEventListener('visibilitychange', listen)
    stop()
  }
}
