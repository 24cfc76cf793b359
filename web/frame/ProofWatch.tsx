import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Session } from '../../wire/person.ts'
import { onProofNeeded } from '../api.ts'
import { useSession } from '../session.tsx'
import { Guard } from './Guard.tsx'

/** Rarely asked: no part of the first load. Each act has its own, since what could not be fetched stays so. */
const proofWindow = () =>
  lazy(async () => ({ default: (await import('../sign-in/ProveAgain.tsx')).ProveAgain }))

/** An act that waits. */
interface Waiting {
  /** Who pressed for it: in nobody else's account is it done. */
  readonly personId: string | undefined
  readonly Window: ReturnType<typeof proofWindow>
  readonly tell: (proved: boolean) => void
}

/**
 * Opens the window that an act waits for, and tells the act how it ended. Where the window can't be shown, or the
 * session has become somebody else's meanwhile, the act stays refused.
 */
export function ProofWatch() {
  const personId = useSession().session.person?.id
  const latest = useRef(personId)
  latest.current = personId
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  useEffect(
    () =>
      onProofNeeded(
        () => new Promise((tell) => setWaiting({ personId: latest.current, Window: proofWindow(), tell })),
      ),
    [],
  )
  const done = useCallback(
    (by: Session | null) => {
      setWaiting(null)
      waiting?.tell(by !== null && by.person?.id === waiting.personId)
    },
    [waiting],
  )
  const isOthers = waiting !== null && waiting.personId !== personId
  useEffect(() => {
    if (isOthers) done(null)
  }, [isOthers, done])
  if (waiting === null) return null
  const { Window } = waiting
  return (
    <Guard fault={() => <Unshown onDone={done} />}>
      <Suspense>
        <Window onDone={done} />
      </Suspense>
    </Guard>
  )
}

function Unshown({ onDone }: { onDone: (by: Session | null) => void }) {
  useEffect(() => onDone(null), [onDone])
  return null
}
