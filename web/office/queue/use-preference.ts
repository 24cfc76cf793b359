import { useCallback } from 'react'
import type { QueuePreference } from '../../../wire/queue.ts'
import { call } from '../../api.ts'
import { useLoad } from '../../ui/use-load.ts'

/** How this person likes to see the queue; a change is shown at once and kept on the server. */
export function usePreference() {
  const kept = useLoad('preference', (signal) => call('GET /api/office/queue/preference', { signal }))
  const { put } = kept
  const prefer = useCallback(
    (preference: QueuePreference) => {
      put(preference)
      // Nothing is lost by a failure: the next change is kept, and this page shows what was wanted.
      call('PUT /api/office/queue/preference', { body: preference }).catch(() => undefined)
    },
    [put],
  )
  return { preference: kept.data, prefer }
}
