import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { Session } from '../wire/person.ts'
import { call, onSessionEnded } from './api.ts'

interface SessionValue {
  readonly session: Session
  /** The session is over, but the page and what was typed into it stay: a window asks to sign in again. */
  readonly ended: boolean
  /** After signing in: the new session. */
  readonly enter: (session: Session) => void
  readonly leave: () => Promise<void>
  /** Asks the server again: unread count, end of the session. */
  readonly refresh: () => Promise<void>
}

const Context = createContext<SessionValue | null>(null)

/** Who is signed in, the company and the server's clock. Only inside SessionProvider. */
export function useSession(): SessionValue {
  const value = use(Context)
  if (value === null) throw new Error('no session around this component')
  return value
}

/** The server's clock now, epoch milliseconds: the injected one on a demo or test database. */
export function useServerNow(): () => number {
  const { session } = useSession()
  return useMemo(() => {
    const ahead = Date.parse(session.now) - Date.now()
    return () => Date.now() + ahead
  }, [session.now])
}

export function SessionProvider({ first, children }: { first: Session; children: ReactNode }) {
  const [session, setSession] = useState(first)
  const [ended, setEnded] = useState(false)
  const enter = useCallback((next: Session) => {
    setSession(next)
    setEnded(false)
  }, [])
  const signedIn = session.person !== null
  const refresh = useCallback(async () => {
    const next = await call('GET /api/session')
    if (signedIn && next.person === null) setEnded(true)
    else enter(next)
  }, [enter, signedIn])
  const leave = useCallback(async () => {
    await call('DELETE /api/session')
    enter(await call('GET /api/session'))
  }, [enter])
  useEffect(() => onSessionEnded(() => setEnded(signedIn)), [signedIn])
  const value = useMemo(
    () => ({ session, ended, enter, leave, refresh }),
    [session, ended, enter, leave, refresh],
  )
  return <Context value={value}>{children}</Context>
}
