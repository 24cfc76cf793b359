import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { News } from '../wire/notice.ts'
import type { Session } from '../wire/person.ts'
import { call, onConsentNeeded, onSessionEnded } from './api.ts'
import { fetchFailedAgain } from './ui/use-load.ts'
import { followAccount, screenLanguage } from './words.ts'

interface SessionValue {
  readonly session: Session
  /** The session is over, but the page and what was typed into it stay: a window asks to sign in again. */
  readonly ended: boolean
  /** A new text on personal data came into force while the page was open: a window over it asks. */
  readonly consentAsked: boolean
  /** After agreeing: asks the server who may go on. */
  readonly agreed: () => Promise<void>
  /** After signing in: the new session. */
  readonly enter: (session: Session) => void
  readonly leave: () => Promise<void>
  /** Asks the server again: unread count, end of the session. */
  readonly refresh: () => Promise<void>
  /** What the stream of news tells; the session's end is not touched by it. */
  readonly hear: (news: News) => void
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

/** The screens speak the account's language; a choice made before signing in becomes the account's. */
export async function followAccountOf({ person }: Session): Promise<void> {
  if (person === null) return
  // The screen does not depend on the account's having heard of it.
  if (await followAccount(person.language)) {
    await call('PATCH /api/session', { body: { language: screenLanguage() } }).catch(() => undefined)
  }
}

export function SessionProvider({ first, children }: { first: Session; children: ReactNode }) {
  const [session, setSession] = useState(first)
  const [ended, setEnded] = useState(false)
  const [consentAsked, setConsentAsked] = useState(false)
  const enter = useCallback((next: Session) => {
    setSession(next)
    setEnded(false)
    setConsentAsked(false)
    void followAccountOf(next)
    fetchFailedAgain()
  }, [])
  const signedIn = session.person !== null
  const consented = signedIn && !session.consentNeeded
  const refresh = useCallback(async () => {
    const next = await call('GET /api/session')
    if (signedIn && next.person === null) setEnded(true)
    // The page stays with what was typed into it; the window asks.
    else if (next.consentNeeded && consented) setConsentAsked(true)
    else enter(next)
  }, [enter, signedIn, consented])
  const agreed = useCallback(async () => enter(await call('GET /api/session')), [enter])
  const hear = useCallback((news: News) => setSession((before) => ({ ...before, ...news })), [])
  const leave = useCallback(async () => {
    await call('DELETE /api/session')
    enter(await call('GET /api/session'))
  }, [enter])
  useEffect(() => onSessionEnded(() => setEnded(signedIn)), [signedIn])
  useEffect(() => onConsentNeeded(() => setConsentAsked(consented)), [consented])
  const value = useMemo(
    () => ({ session, ended, consentAsked, agreed, enter, leave, refresh, hear }),
    [session, ended, consentAsked, agreed, enter, leave, refresh, hear],
  )
  return <Context value={value}>{children}</Context>
}
