import { useCallback, useEffect, useRef, useState } from 'react'
import { call, ProblemError } from '../../api.ts'
import { useServerNow, useSession } from '../../session.tsx'

const pauseMs = 400
const againMs = 3_000

type Kept = 'kept' | 'keeping' | 'notKept'

/**
 * A note while it is written: kept on the server from the first key on, one save after the other; and in this tab
 * while the server does not have it.
 */
export function useNoteDraft(appealId: string, first: string) {
  const { person } = useSession().session
  const now = useServerNow()
  const [key] = useState(`otinish.note.${person?.id}.${appealId}`)
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? first)
  const [kept, setKept] = useState<Kept>('kept')
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const typed = useRef(text)
  const onServer = useRef(first)
  const saving = useRef<Promise<void> | null>(null)
  const timer = useRef(0)

  const save = useCallback((): Promise<void> => {
    window.clearTimeout(timer.current)
    if (saving.current !== null) return saving.current
    const said = typed.current
    if (said === onServer.current) return Promise.resolve()
    setKept('keeping')
    const again = (ms: number) => {
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void save(), ms)
    }
    saving.current = call('PUT /api/office/appeals/:id/note-draft', {
      params: { id: appealId },
      body: { text: said },
    })
      .finally(() => {
        saving.current = null
      })
      .then(
        () => {
          onServer.current = said
          if (typed.current !== said) return again(0)
          sessionStorage.removeItem(key)
          setKept('kept')
          setKeptAt(now())
        },
        (error: unknown) => {
          setKept('notKept')
          const refused = error instanceof ProblemError && error.status >= 400 && error.status < 500
          if (!refused) again(againMs)
        },
      )
    return saving.current
  }, [appealId, key, now])

  const change = (next: string) => {
    typed.current = next
    setText(next)
    sessionStorage.setItem(key, next)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void save(), onServer.current === '' ? 0 : pauseMs)
  }

  /** The note was left: what was typed since stays. */
  const left = (said: string) => {
    const rest = typed.current.startsWith(said) ? typed.current.slice(said.length).trimStart() : typed.current
    onServer.current = ''
    typed.current = rest
    setText(rest)
    setKept('kept')
    setKeptAt(null)
    if (rest === '') sessionStorage.removeItem(key)
    else change(rest)
  }

  /** Waits until nothing is on its way, so that no late save brings back what was left. */
  const settled = async () => {
    window.clearTimeout(timer.current)
    while (saving.current !== null) await saving.current.catch(() => undefined)
    window.clearTimeout(timer.current)
  }

  useEffect(() => {
    if (typed.current !== onServer.current) void save()
    // A page that goes says its last word.
    const leave = () => {
      if (typed.current === onServer.current) return
      const body = { text: typed.current }
      const params = { id: appealId }
      call('PUT /api/office/appeals/:id/note-draft', { params, body, keepalive: true }).catch(() => undefined)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.clearTimeout(timer.current)
      leave()
    }
  }, [appealId, save])

  return { text, change, left, settled, kept, keptAt }
}
