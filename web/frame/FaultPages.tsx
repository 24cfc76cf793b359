import { ProblemError } from '../api.ts'
import { paths } from '../paths.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { PageHead, useTitle } from '../ui/Page.tsx'
import { EmptyState } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../words.ts'
import { CallCentreLink } from './Footer.tsx'

/** No such page, or a document of somebody else. */
export function MissingPage() {
  const words = useWords('site')
  useTitle(words.pageMissing)
  return (
    <>
      <PageHead title={words.pageMissing} hint={words.pageMissingHint} />
      <LinkButton to={paths.home} kind="secondary">
        {words.toHome}
      </LinkButton>
    </>
  )
}

/** A page whose data could not be fetched: what happened, and trying again. */
export function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords('site')
  if (error instanceof ProblemError && error.status === 404) return <MissingPage />
  return (
    <EmptyState
      title={words.crashTitle}
      hint={wordsOf(error, words)}
      action={
        <Button kind="secondary" icon="again" onPress={retry}>
          {words.tryAgain}
        </Button>
      }
    />
  )
}

/** The words of a fault: the server's own where it gave some, else ours. */
export function wordsOf(error: unknown, words: Pick<Words<'site'>, 'network' | 'server'>): string {
  if (!(error instanceof ProblemError)) return words.server
  if (error.problem !== null) return error.problem.detail
  return error.code === 'network' ? words.network : words.server
}

/** The drawing of a page broke. */
export function CrashPage() {
  const words = useWords('site')
  useTitle(words.crashTitle, { hasErrors: true })
  return (
    <main id="main" className="shell">
      <div className="page-head">
        <h1>{words.crashTitle}</h1>
        <p className="hint">{words.crashHint}</p>
        <p>
          {words.callCentre} <CallCentreLink />
        </p>
        <p>
          <Button onPress={() => location.reload()}>{words.reload}</Button>
        </p>
      </div>
    </main>
  )
}

/** Not even the session could be asked for: there is no company yet to show. */
export function StartFailed({ error }: { error: unknown }) {
  const words = useWords('site')
  return (
    <main id="main" className="shell">
      <div className="page-head">
        <h1>{words.crashTitle}</h1>
        <p className="hint">{wordsOf(error, words)}</p>
        <p>
          <Button onPress={() => location.reload()}>{words.tryAgain}</Button>
        </p>
      </div>
    </main>
  )
}
