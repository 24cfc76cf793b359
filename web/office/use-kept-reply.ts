import { useState } from 'react'
import { useSession } from '../session.tsx'
import type { ReplyDraft } from './reply-draft.ts'

/**
 * The reply being written, kept in this tab until its writer sends it: neither an error, a reload, what others do nor
 * the end of the session loses it. Who signs in here next does not see it.
 */
export function useKeptReply(appealId: string, kind: ReplyDraft['kind']) {
  const { person } = useSession().session
  const [key] = useState(`otinish.reply.${person?.id}.${appealId}`)
  const [draft, setDraft] = useState<ReplyDraft>(() => {
    const empty: ReplyDraft = {
      kind,
      texts: { kk: '', ru: '' },
      reason: '',
      newDueDate: '',
      papersAsked: false,
    }
    return { ...empty, ...readKept(key), kind }
  })
  const change = (next: Partial<ReplyDraft>) =>
    setDraft((before) => {
      const changed = { ...before, ...next }
      sessionStorage.setItem(key, JSON.stringify(changed))
      return changed
    })
  const forget = () => sessionStorage.removeItem(key)
  return { draft, change, forget }
}

function readKept(key: string): Partial<ReplyDraft> {
  const kept = sessionStorage.getItem(key)
  if (kept === null) return {}
  try {
    return JSON.parse(kept)
  } catch {
    return {}
  }
}
