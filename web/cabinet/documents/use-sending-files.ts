import { useEffect, useState } from 'react'
import { useSession } from '../../session.tsx'
import { RetryWait } from './retry-wait.ts'
import type { Way } from './send-upload.ts'
import { percentOf } from './uploads.ts'

/** Why a file waits on its way. */
export type Held = 'line' | 'session'

/** What a file on its way waits for, is ended by, and says of how far it is. */
export interface Watched {
  readonly wait: RetryWait
  readonly signal: AbortSignal
  readonly onWay: (way: Way) => void
}

/**
 * Sends files by `send`, each to what its id names: those on their way go on when the line or the session is back, and
 * end with the page.
 */
export function useSendingFiles<Sent>(send: (id: string, file: File, watched: Watched) => Promise<Sent>) {
  const { ended } = useSession()
  const [wait] = useState(
    () =>
      new RetryWait((act, ms) => {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      }),
  )
  const [leaving] = useState(() => ({ now: new AbortController() }))
  useEffect(() => {
    if (!ended) wait.wake()
  }, [ended, wait])
  useEffect(() => {
    const online = () => wait.wake()
    leaving.now = new AbortController()
    addEventListener('online', online)
    return () => {
      removeEventListener('online', online)
      leaving.now.abort()
    }
  }, [wait, leaving])
  return (id: string, file: File, onProgress: (percent: number, held?: Held) => void) =>
    send(id, file, {
      wait,
      signal: leaving.now.signal,
      onWay: (way) => onProgress(percentOf(way.sent, file.size), way.kind === 'paused' ? way.why : undefined),
    })
}
