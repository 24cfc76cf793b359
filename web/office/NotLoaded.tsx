import { ProblemError } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { EmptyState } from '../ui/Waiting.tsx'

interface NotLoadedProps {
  readonly error: unknown
  readonly retry: () => void
  /** What a role is told that has no such page. */
  readonly title: string
  readonly hint: string
  /** Nothing else is on the page. */
  readonly page?: boolean
}

/** A role that may not see it is told so; anything else that failed says what, and can be tried again. */
export function NotLoaded({ error, retry, title, hint, page = false }: NotLoadedProps) {
  if (isNoRight(error)) return <EmptyState page={page} title={title} hint={hint} />
  return <LoadFailed error={error} retry={retry} />
}

export const isNoRight = (error: unknown): boolean => error instanceof ProblemError && error.status === 403
