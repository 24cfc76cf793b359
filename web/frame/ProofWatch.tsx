import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { onProofNeeded } from '../api.ts'

// Rarely asked: no part of the first load.
const ProveAgain = lazy(async () => ({ default: (await import('../sign-in/ProveAgain.tsx')).ProveAgain }))

/** Opens the window that an act waits for, and tells the act how it ended. */
export function ProofWatch() {
  const [asked, setAsked] = useState<{ readonly tell: (proved: boolean) => void } | null>(null)
  useEffect(() => onProofNeeded(() => new Promise((tell) => setAsked({ tell }))), [])
  const done = useCallback(
    (proved: boolean) => {
      setAsked(null)
      asked?.tell(proved)
    },
    [asked],
  )
  return <Suspense>{asked !== null && <ProveAgain onDone={done} />}</Suspense>
}
