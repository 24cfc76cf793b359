import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { formatTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { onAnswered } from '../api.ts'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words.ts'
import { watchSession } from './session-clock.ts'

const signInAgain = () => import('../sign-in/SignInAgain.tsx')
const SignInAgain = lazy(async () => ({ default: (await signInAgain()).SignInAgain }))
const ConsentWindow = lazy(async () => ({
  default: (await import('../consent/ConsentWindow.tsx')).ConsentWindow,
}))

type Warning = 'none' | 'soon' | 'fixed'

/** Warns two minutes before the session ends; after the end asks to sign in again, over the page as it is. */
export function SessionWatch() {
  const { ended, consentAsked } = useSession()
  const warning = useWarning()
  if (ended) {
    return (
      <Suspense>
        <SignInAgain />
      </Suspense>
    )
  }
  if (consentAsked) {
    return (
      <Suspense>
        <ConsentWindow />
      </Suspense>
    )
  }
  if (warning === 'none') return null
  return <EndsSoon fixed={warning === 'fixed'} />
}

function useWarning(): Warning {
  const { session, refresh } = useSession()
  const [warning, setWarning] = useState<Warning>('none')
  const latest = useRef(refresh)
  latest.current = refresh
  const { now, endsAt, endsAtLatest } = session
  useEffect(() => {
    if (endsAt === null || endsAtLatest === null) return
    const ms = (instant: string) => Date.parse(instant) - Date.parse(now)
    const watch = watchSession(
      { idleMs: ms(endsAt), latestMs: ms(endsAtLatest) },
      {
        onWarn: (fixed) => {
          setWarning(fixed ? 'fixed' : 'soon')
          // The window that comes next must be there when the network is not.
          void signInAgain().catch(() => undefined)
        },
        onCalm: () => setWarning('none'),
        // No answer: whatever is asked next tells.
        onEnd: () => void latest.current().catch(() => undefined),
      },
    )
    const windows = new BroadcastChannel('otinish.answered')
    // What is done in one window holds the session open for all.
    windows.onmessage = watch.answered
    let told = 0
    const stopListening = onAnswered(() => {
      watch.answered()
      if (Date.now() - told > 10_000) windows.postMessage(null)
      told = Date.now()
    })
    return () => {
      setWarning('none')
      stopListening()
      windows.close()
      watch.stop()
    }
  }, [now, endsAt, endsAtLatest])
  return warning
}

function EndsSoon({ fixed }: { fixed: boolean }) {
  const site = useWords('site')
  const { session, refresh } = useSession()
  const latest = useRef(refresh)
  latest.current = refresh
  const stay = () => void latest.current().catch(() => undefined)
  useEffect(() => {
    if (fixed) return
    // Any key is enough, wherever the focus is: nobody has to find the button.
    const key = () => void latest.current().catch(() => undefined)
    addEventListener('keydown', key)
    return () => removeEventListener('keydown', key)
  }, [fixed])
  const end = session.endsAtLatest === null ? '' : formatTime(Date.parse(session.endsAtLatest))
  return (
    <div className="session-warning">
      <Banner
        kind="wait"
        role="alert"
        action={
          fixed ? undefined : (
            <Button kind="secondary" small onPress={stay}>
              {site.stay}
            </Button>
          )
        }
      >
        <p>
          {fixed ? fill(site.sessionEndsAt, { time: end }) : `${site.sessionEndsSoon} ${site.sessionAnyKey}`}
        </p>
      </Banner>
    </div>
  )
}
