import { useCallback, useEffect, useRef, useState } from 'react'
import type { EgovMobileNews, EgovMobileSigning, EgovMobileState } from '../../../wire/egov-mobile.ts'
import { call, ProblemError } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { egovMobileHere, forgetEgovMobile, keepEgovMobile } from './egov-mobile-here.ts'
import { followEgovMobile } from './follow-egov-mobile.ts'

interface EgovMobileSigningOptions {
  /** Where this tab keeps the code, and what for (egov-mobile-here.ts). */
  readonly place: string
  readonly subject: string
  /** The code is of somebody who is signed in, and for nobody else there is none; a sign-in's is the browser's. */
  readonly ofSession: boolean
  /** Asks the server for a code. */
  readonly begin: () => Promise<EgovMobileSigning>
  /** There can be no code for this now, and trying again would not help. */
  readonly onFail: (error: unknown) => void
}

/** A code on its way: what is shown, and what can be done. */
export interface EgovMobileProgress {
  /** With the latest news laid over it; null until the first code is there. */
  readonly signing: EgovMobileSigning | null
  readonly busy: boolean
  /** No code could be had now; another try may help. */
  readonly error: unknown
  /** A new code; the one before is over. */
  readonly renew: () => Promise<void>
  /** The window is left: what still waits for a phone is called off. */
  readonly leave: () => void
}

/** A phone may still come with this code. */
export const isOpen = (state: EgovMobileState): boolean =>
  state === 'waiting' || state === 'fetched' || state === 'refused'

/** An answer asked for earlier may come later: what is decided is not undone by it. */
const isBehind = (known: EgovMobileState, told: EgovMobileState): boolean => !isOpen(known) && isOpen(told)

/**
 * The code of this window: the one that the tab has still from before a reload, or a new one; followed while it is
 * open.
 */
export function useEgovMobileSigning(options: EgovMobileSigningOptions): EgovMobileProgress {
  const { place, subject, ofSession, begin, onFail } = options
  const { ended } = useSession()
  const away = ofSession && ended
  const [signing, setSigning] = useState(() => egovMobileHere(place, subject))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const latest = useRef({ begin, onFail, signing })
  latest.current = { begin, onFail, signing }
  const hear = useCallback((news: EgovMobileNews) => {
    setSigning((now) => (now?.id !== news.id || isBehind(now.state, news.state) ? now : { ...now, ...news }))
  }, [])
  const renew = useCallback(async () => {
    setBusy(true)
    setError(null)
    callOff(latest.current.signing)
    try {
      const next = await latest.current.begin()
      keepEgovMobile(place, { subject, signing: next })
      setSigning(next)
    } catch (fault) {
      const passing = fault instanceof ProblemError && [0, 401, 429, 500, 502, 503].includes(fault.status)
      if (passing) setError(fault)
      else latest.current.onFail(fault)
    }
    setBusy(false)
  }, [place, subject])
  const begun = useRef(false)
  useEffect(() => {
    if (latest.current.signing === null && !begun.current) void renew()
    begun.current = true
  }, [renew])
  const id = signing?.id
  const waits = signing !== null && isOpen(signing.state)
  useEffect(() => {
    // Without a session there is no such code; after signing in again there is.
    if (id === undefined || !waits || away) return
    const onGone = () => hear({ id, state: 'expired', code: null, expiresAt: new Date(0).toISOString() })
    return followEgovMobile(id, { onNews: hear, onGone })
  }, [id, waits, away, hear])
  return {
    signing,
    busy,
    error,
    renew,
    leave: () => {
      callOff(signing)
      forgetEgovMobile(place)
    },
  }
}

/** Nobody waits for it any more; where the server does not hear of that, the code ends by its time. */
function callOff(signing: EgovMobileSigning | null): void {
  if (signing === null || !isOpen(signing.state)) return
  call('DELETE /api/egov-mobile-signings/:id', { params: { id: signing.id } }).catch(() => undefined)
}
