import type { EgovMobileNews } from '../../../wire/egov-mobile.ts'
import { call, ProblemError } from '../../api.ts'
import { openLine } from '../../event-line.ts'

/** Asked so often while no line tells. */
const askMs = 2000
/** A line that does not hold is tried again after so long. */
const againMs = 30_000

interface Listener {
  readonly onNews: (news: EgovMobileNews) => void
  /** There is no such code for this person: over, or somebody else's. */
  readonly onGone: () => void
}

/**
 * Hears how far a signing with eGov Mobile is while the page is seen: by server-sent events, and whenever these do not
 * tell, by asking every two seconds. A page that was away, as when the app was in front, asks at once. Answers what
 * ends it.
 */
export function followEgovMobile(id: string, { onNews, onGone }: Listener): () => void {
  let close = () => {}
  let asking = false
  let told = false
  let timer = 0
  let again = 0
  const stop = () => {
    clearTimeout(timer)
    clearTimeout(again)
    close()
  }
  const ask = async () => {
    asking = true
    try {
      onNews(await call('GET /api/egov-mobile-signings/:id', { params: { id }, quiet: true }))
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) onGone()
    }
    asking = false
  }
  const tick = () => {
    if (!told && !asking) void ask()
    timer = window.setTimeout(tick, askMs)
  }
  const lost = () => {
    told = false
    again = window.setTimeout(open, againMs)
  }
  const open = () => {
    told = false
    close = openLine({
      address: `/api/egov-mobile-signings/${id}/stream`,
      on: {
        state: (data) => {
          told = true
          onNews(JSON.parse(data))
        },
        // Nothing more will come, or others listen in its place.
        end: () => {
          close()
          lost()
        },
      },
      onCut: () => {
        told = false
      },
      onLost: lost,
    })
  }
  const listen = () => {
    stop()
    if (document.visibilityState === 'hidden') return
    open()
    tick()
  }
  listen()
  document.addEventListener('visibilitychange', listen)
  return () => {
    document.removeEventListener('visibilitychange', listen)
    stop()
  }
}
