import { useLocation } from 'wouter'
import { ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { changePath, useJourney } from '../draft/journey-page.ts'

/** The letter could not be prepared: why, and the way on. A newer type or fee is looked at and confirmed first. */
export function PrepareFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords('writing')
  const site = useWords('site')
  const renewed = error instanceof ProblemError && error.code === 'catalogue_changed'
  return (
    <div className="l">
      <Banner
        kind="wait"
        icon="warning"
        role="alert"
        title={words.prepareFailed}
        action={
          renewed ? (
            <TakeNewVersion feeOnly={error.fields.some(({ field }) => field === 'paymentMethod')} />
          ) : (
            <Button kind="secondary" small onPress={onRetry}>
              {site.tryAgain}
            </Button>
          )
        }
      >
        <p>{renewed ? words.newVersionHint : faultWords(error, site)}</p>
      </Banner>
    </div>
  )
}

/** Choosing the type again takes today's version; a fee is agreed to again at the payment window. */
function TakeNewVersion({ feeOnly }: { feeOnly: boolean }) {
  const words = useWords('writing')
  const [, navigate] = useLocation()
  const { draft, saving } = useJourney()
  const take = async () => {
    saving.change(feeOnly ? { paymentMethod: null } : { typeCode: draft.typeCode })
    if (await saving.flush()) navigate(changePath(draft.id, feeOnly ? 'payment' : 'letter'))
  }
  return (
    <Button kind="secondary" small onPress={() => void take()}>
      {words.newVersion}
    </Button>
  )
}
