import { useEffect, useRef } from 'react'
import { presenceBeatMs } from '../../../domain/appeal/presence.ts'
import { call } from '../../api.ts'

/** What was typed so long ago is not being written any more. */
const writingMs = 30_000

/**
 * Says to others that this page has an appeal open, while it is seen, and whether something is typed into it. It holds
 * no session open. `onOutOfSight`: the appeal is not for this person any more.
 */
export function usePresence(id: string, onOutOfSight: () => void): void {
  const outOfSight = useRef(onOutOfSight)
  outOfSight.current = onOutOfSight
  useEffect(() => {
    const params = { id }
    let typedAt = Number.NEGATIVE_INFINITY
    let said: 'reading' | 'writing' | null = null
    const say = () => {
      if (document.visibilityState === 'hidden') return
      const doing = performance.now() - typedAt < writingMs ? 'writing' : 'reading'
      said = doing
      call('PUT /api/office/appeals/:id/presence', { params, body: { doing }, quiet: true }).catch(
        (error: { status?: number }) => {
          if (error.status === 404) outOfSight.current()
          // The session has ended: the page says so by itself.
          if (error.status === 401) window.clearInterval(timer)
        },
      )
    }
    const typed = (event: Event) => {
      if (!(event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement)) return
      typedAt = performance.now()
      if (said !== 'writing') say()
    }
    const leave = () => {
      said = null
      call('DELETE /api/office/appeals/:id/presence', { params, quiet: true, keepalive: true }).catch(
        () => undefined,
      )
    }
    const seen = () => (document.visibilityState === 'hidden' ? leave() : say())
    say()
    const timer = window.setInterval(say, presenceBeatMs)
    document.addEventListener('input', typed)
    document.addEventListener('visibilitychange', seen)
    window.addEventListener('pagehide', leave)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('input', typed)
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
}
