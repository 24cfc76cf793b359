import { useLocation } from 'wouter'
import { call, fileUrl } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import { ConsentText, useAgreeing } from './ConsentText.tsx'

/** At the first sign-in, before anything else: the text on personal data, a yes, and a no that signs out. */
export function ConsentPage() {
  const words = useWords('consent')
  const [, navigate] = useLocation()
  const { leave } = useSession()
  const { data, error, reload } = useLoad('consent', (signal) => call('GET /api/consent', { signal }))
  const { agree, busy, lines } = useAgreeing(data?.text?.version, reload)
  useTitle(words.title, { hasErrors: lines.length > 0 })
  const refuse = async () => {
    navigate(paths.consentRefused)
    await leave()
  }
  return (
    <div className="journey">
      <ErrorSummary lines={lines} />
      <PageHead title={words.title} hint={words.lead} />
      {data === undefined &&
        (error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data?.text && (
        <>
          <ConsentText text={data.text} />
          <p className="hint after">{words.recorded}</p>
          <div className="actions">
            <Button onPress={agree} busy={busy && words.agreeing}>
              {words.agree}
            </Button>
            <Button kind="plain" onPress={() => void refuse()}>
              {words.disagree}
            </Button>
          </div>
          <p className="after">
            <a className="link-row" href={fileUrl('GET /api/profile/data')} download="">
              <Icon name="download" />
              {words.myData}
            </a>
          </p>
        </>
      )}
    </div>
  )
}
