import { call } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import { ConsentText, useAgreeing } from './ConsentText.tsx'

/** Over an open page when the text has changed meanwhile: after a yes the page goes on as it was. */
export function ConsentWindow() {
  const words = useWords('consent')
  const { leave } = useSession()
  const { data, error, reload } = useLoad('consent', (signal) => call('GET /api/consent', { signal }))
  const { agree, busy, lines } = useAgreeing(data?.text?.version, reload)
  // A no gives up what was not saved: that takes a page load.
  const refuse = async () => {
    await leave()
    location.assign(paths.consentRefused)
  }
  return (
    <Dialog
      title={words.title}
      wide
      locked
      onClose={() => void refuse()}
      foot={
        <>
          <Button kind="plain" onPress={() => void refuse()}>
            {words.disagree}
          </Button>
          <Button onPress={agree} busy={busy && words.agreeing}>
            {words.agree}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={lines} />
      <p className="hint">{words.leadAgain}</p>
      {data === undefined &&
        (error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data?.text && <ConsentText text={data.text} />}
    </Dialog>
  )
}
