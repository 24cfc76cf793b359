import { lazy, Suspense, useEffect, useState } from 'react'
import { onAnswered } from '../api.ts'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words.ts'

const SignInAgain = lazy(async () => ({ default: (await import('../sign-in/SignInAgain.tsx')).SignInAgain }))
const ConsentWindow = lazy(async () => ({
  default: (await import('../consent/ConsentWindow.tsx')).ConsentWindow,
}))
const warnBefore = 2 * 60_000

/** Warns two minutes before the session ends; after the end asks to sign in again, over the page as it stands. */
export function SessionWatch() {
  const words = useWords('site')
  const { session, ended, consentAsked, refresh } = useSession()
  const [warned, setWarned] = useState(false)
  const { now, endsAt } = session
  const lasts = endsAt === null ? null : Date.parse(endsAt) - Date.parse(now)
  useEffect(() => {
    if (lasts === null) return
    let warning = 0
    let end = 0
    const start = () => {
      clearTimeout(warning)
      clearTimeout(end)
      setWarned(false)
      warning = window.setTimeout(() => setWarned(true), Math.max(0, lasts - warnBefore))
      // The server decides; a second later it has.
      end = window.setTimeout(refresh, lasts + 1000)
    }
    start()
    const stop = onAnswered(start)
    return () => {
      stop()
      clearTimeout(warning)
      clearTimeout(end)
    }
  }, [lasts, refresh])
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
  if (!warned) return null
  return (
    <div className="session-warning">
      <Banner
        kind="wait"
        role="alert"
        action={
          <Button kind="secondary" small onPress={refresh}>
            {words.stay}
          </Button>
        }
      >
        <p>{words.sessionEndsSoon}</p>
      </Banner>
    </div>
  )
}
