import { ProblemError } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { LinkButton } from '../frame/Links.tsx'
import { paths } from '../paths.ts'
import { EmptyState } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'

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
  const site = useWords('site')
  if (isNoRight(error)) {
    const home = (
      <LinkButton kind="secondary" to={paths.office}>
        {site.toHome}
      </LinkButton>
    )
    return <EmptyState page={page} title={title} hint={hint} action={home} />
  }
  return <LoadFailed error={error} retry={retry} />
}

export const isNoRight = (error: unknown): boolean => error instanceof ProblemError && error.status === 403
