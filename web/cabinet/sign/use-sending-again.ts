import { useEffect, useRef } from 'react'
import { useSession } from '../../session.tsx'

/**
 * The press was made: what kept it from arriving is over when the session is back or the network is, and it goes again
 * under the same key. After a reload it waits for a press.
 */
export function useSendingAgain(waits: boolean, send: () => void): void {
  const latest = useRef(send)
  latest.current = send
  const { ended } = useSession()
  const wasEnded = useRef(false)
  useEffect(() => {
    if (ended) wasEnded.current = true
    else if (waits && wasEnded.current) {
      wasEnded.current = false
      latest.current()
    }
  }, [ended, waits])
  useEffect(() => {
    if (!waits) return
    const online = () => latest.current()
    addEventListener('online', online)
    return () => removeEventListener('online', online)
  }, [waits])
}
