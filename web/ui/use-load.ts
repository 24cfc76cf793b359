import { useCallback, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../words.ts'

/** A page's data on its way. `data` stays while it is fetched again, so that nothing jumps. */
export interface Load<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly loading: boolean
  readonly reload: () => void
  /** Fetches again by itself, as nobody's act: what is shown stays until the new is there, also where it fails. */
  readonly renew: () => void
  /** Puts an answer of the server in place, without asking again. */
  readonly put: (data: T) => void
}

interface Answer<T> {
  readonly asked: string
  readonly data: T | undefined
  readonly error: unknown
}

const comeBack = new Set<() => void>()

/** After signing in again: what could not be fetched is asked for again, so that the page is as it was. */
export function fetchFailedAgain(): void {
  for (const reload of comeBack) reload()
}

/**
 * Fetches when the page opens and whenever `key` or the screen's language changes; an answer to an older key is
 * dropped.
 */
export function useLoad<T>(
  key: string,
  fetcher: (signal: AbortSignal, quiet: boolean) => Promise<T>,
): Load<T> {
  const [turn, setTurn] = useState(0)
  const [answer, setAnswer] = useState<Answer<T>>({ asked: '', data: undefined, error: undefined })
  const latest = useRef(fetcher)
  latest.current = fetcher
  const asked = `${turn} ${useLanguage()} ${key}`
  useEffect(() => {
    const abort = new AbortController()
    const take = (next: Partial<Answer<T>>) => {
      if (!abort.signal.aborted) setAnswer((before) => ({ ...before, error: undefined, ...next, asked }))
    }
    latest.current(abort.signal, false).then(
      (data) => take({ data }),
      (error: unknown) => take({ error }),
    )
    return () => abort.abort()
  }, [asked])
  const reload = useCallback(() => setTurn((before) => before + 1), [])
  const failed = answer.error !== undefined
  useEffect(() => {
    if (!failed) return
    comeBack.add(reload)
    addEventListener('online', reload)
    return () => {
      comeBack.delete(reload)
      removeEventListener('online', reload)
    }
  }, [failed, reload])
  const put = useCallback((data: T) => setAnswer((before) => ({ ...before, data, error: undefined })), [])
  const nowAsked = useRef(asked)
  nowAsked.current = asked
  const renew = useCallback(() => {
    const before = nowAsked.current
    latest.current(new AbortController().signal, true).then(
      (data) => before === nowAsked.current && put(data),
      () => undefined,
    )
  }, [put])
  return { data: answer.data, error: answer.error, loading: answer.asked !== asked, reload, renew, put }
}
