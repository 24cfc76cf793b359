import { useEffect, useState, useSyncExternalStore } from 'react'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { useServerNow, useSession } from '../../session.tsx'
import { MessageSaving, type MessageSnapshot } from './message-saving.ts'
import { keptHere, messageWorld } from './message-world.ts'

/** A message being written in an appeal: kept on the server and, while that has it not, in this tab. */
export function useMessage(appealId: string, draft: SubmissionDraft | null): MessageSaving {
  const { session, ended } = useSession()
  const now = useServerNow()
  const [saving] = useState(() => {
    const place = { appealId, personId: session.person?.id ?? '', now }
    return new MessageSaving(draft, messageWorld(place), keptHere(place))
  })
  useEffect(() => {
    // The line is back, or somebody signed in again.
    const flush = () => void saving.flush()
    if (!ended && saving.unsaved) flush()
    const leave = () => saving.leavePage()
    const look = () => document.visibilityState === 'visible' && void saving.refresh()
    addEventListener('online', flush)
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', look)
    return () => {
      removeEventListener('online', flush)
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', look)
    }
  }, [saving, ended])
  useEffect(() => () => saving.leavePage(), [saving])
  return saving
}

export const useSnapshot = (saving: MessageSaving): MessageSnapshot =>
  useSyncExternalStore(saving.subscribe, saving.snapshot)
