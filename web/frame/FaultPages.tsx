import { useEffect, useState } from 'react'
import { lastResort } from '../../words/last-resort.ts'
import { ProblemError } from '../api.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../words.ts'
import { CallCentreLink, Hours } from './Footer.tsx'
import { LinkButton } from './Links.tsx'
import { PageHead, useTitle } from './Page.tsx'
import { isMissingFile, renewOnce } from './reload-for-new-build.ts'
import { rememberedContacts } from './remembered-contacts.ts'

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

interface LoadFailedProps {
  readonly error: unknown
  readonly retry: () => void
  /** It takes the place of the whole page, which has no title of its own yet. */
  readonly page?: boolean
}

/** A page whose data could not be fetched: what happened, what of the client's words, who to call, and trying again. */
export function LoadFailed({ error, retry, page }: LoadFailedProps) {
  const words = useWords('site')
  useEffect(() => {
    // The connection is back: nobody has to press for that.
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [retry])
  if (error instanceof ProblemError && error.status === 404) return <MissingPage />
  const ours = isUnanswered(error)
  const title = error instanceof ProblemError ? error.problem?.title : undefined
  return (
    <EmptyState
      page={page ?? false}
      title={title ?? words.crashTitle}
      hint={faultWords(error, words)}
      action={
        <>
          <Button kind="secondary" icon="again" onPress={retry}>
            {words.tryAgain}
          </Button>
          {ours && <WhoToCall />}
        </>
      }
    />
  )
}

/** Faults tell who to call, and when somebody is there. */
function WhoToCall() {
  const words = useWords('site')
  return (
    <p className="meta">
      {words.faultCall} <CallCentreLink />, {words.weekdays}, <Hours />
    </p>
  )
}

/** The words of a fault: the server's own where it gave some, else ours. */
export function faultWords(
  error: unknown,
  words: Pick<Words<'site'>, 'network' | 'server' | 'unavailable'>,
): string {
  if (!(error instanceof ProblemError)) return words.server
  if (error.problem !== null) return error.problem.detail
  if (error.code === 'network') return words.network
  // The proxy in front of the server answers for it while it is being renewed.
  return error.status >= 502 && error.status <= 504 ? words.unavailable : words.server
}

/** Nobody said no: whether it was done is not known. */
export const isUnanswered = (error: unknown): boolean =>
  !(error instanceof ProblemError) || error.status === 0 || error.status >= 500

/** The drawing of a page broke; of a page whose files a new build has replaced, the new one is fetched. */
export function CrashPage({ error }: { error: unknown }) {
  const words = useWords('site')
  const [renewing, setRenewing] = useState(isMissingFile(error))
  useTitle(renewing ? words.renewedTitle : words.crashTitle, { hasErrors: !renewing })
  useEffect(() => {
    if (!isMissingFile(error)) return
    renewOnce().then((renewed) => setRenewing(renewed))
  }, [error])
  if (renewing) {
    return (
      <main id="main" className="shell">
        <div className="page-head" role="status">
          <h1>{words.renewedTitle}</h1>
          <p className="hint">{words.renewedHint}</p>
        </div>
      </main>
    )
  }
  return (
    <main id="main" className="shell">
      <div className="page-head">
        <h1>{words.crashTitle}</h1>
        <p className="hint">{words.crashHint}</p>
        <p>
          {words.callCentre} <CallCentreLink />, {words.weekdays}, <Hours />
        </p>
        <p>
          <Button onPress={() => location.reload()}>{words.reload}</Button>
        </p>
      </div>
    </main>
  )
}

/** Not even the session could be asked for: the company is the one that was shown here last. */
export function StartFailed({ error }: { error: unknown }) {
  const words = useWords('site')
  const contacts = rememberedContacts()
  useEffect(() => {
    document.title = words.crashTitle
    const again = () => location.reload()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [words])
  return (
    <main id="main" className="shell">
      <div className="page-head">
        <h1>{words.crashTitle}</h1>
        <p className="hint">{faultWords(error, words)}</p>
        {contacts && (
          <p>
            {words.faultCall}{' '}
            <a href={`tel:${contacts.callCentre.replace(/[^+\d]/g, '')}`}>{contacts.callCentre}</a>,{' '}
            {words.weekdays}, {contacts.hours}
          </p>
        )}
        <p>
          <Button onPress={() => location.reload()}>{words.tryAgain}</Button>
        </p>
      </div>
    </main>
  )
}

/** Not even the words could be fetched. */
export function LastResort() {
  return (
    <main id="main" className="shell">
      {lastResort.map(({ language, text }) => (
        <p key={language} lang={language}>
          {text}
        </p>
      ))}
    </main>
  )
}
