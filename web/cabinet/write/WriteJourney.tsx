import { useEffect } from 'react'
import { Redirect } from 'wouter'
import { mayVisit, type Step, steps } from '../../../domain/appeal/journey.ts'
import { LoadFailed, MissingPage } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { AlreadySent } from './AlreadySent.tsx'
import { ConflictWindow } from './ConflictWindow.tsx'
import { ContractStep } from './ContractStep.tsx'
import { DocumentsStep } from './DocumentsStep.tsx'
import { JourneyProvider, useJourney } from './journey-page.ts'
import { LetterStep } from './LetterStep.tsx'
import { type OpenDraft, openDraft } from './open-draft.ts'
import { PaymentStep } from './PaymentStep.tsx'
import { SignStep } from './SignStep.tsx'

const pages = {
  contract: ContractStep,
  letter: LetterStep,
  payment: PaymentStep,
  documents: DocumentsStep,
  sign: SignStep,
} satisfies Record<Step, unknown>

/** One draft, opened once for all its steps, so that nothing typed is lost between them. */
export function WriteJourney({ id, step }: { id: string; step: string | undefined }) {
  const { data, error, reload } = useLoad(id, () => openDraft(id))
  if (data === undefined)
    return error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />
  if (data.kind === 'sent') return <AlreadySent id={id} />
  if (data.kind === 'gone') return <MissingPage />
  return (
    <JourneyProvider value={data.draft}>
      <Leaving {...data.draft} />
      <CurrentStep wanted={step} recheck={reload} />
    </JourneyProvider>
  )
}

function CurrentStep({ wanted, recheck }: { wanted: string | undefined; recheck: () => void }) {
  const { draft, way, state } = useJourney()
  useEffect(() => {
    // Sent or deleted in another window: the page that says so takes over.
    if (state.kind === 'gone') recheck()
  }, [state.kind, recheck])
  const step = steps.find((one) => one === wanted)
  if (step === undefined || !mayVisit(step, way)) {
    return <Redirect to={paths.draftStep(draft.id, way.current)} replace />
  }
  // Payment and documents are windows over the letter: it stays where it is while they come and go.
  const Page = pages[step]
  return (
    <>
      {(step === 'payment' || step === 'documents') && <LetterStep key="letter" under />}
      <Page key={step} />
      {state.kind === 'conflict' && <ConflictWindow theirs={state.theirs} fields={state.fields} />}
    </>
  )
}

/** A last save when the page goes away; a question only when something can't be saved. */
function Leaving({ saving, uploads }: OpenDraft) {
  const { ended } = useSession()
  useEffect(() => {
    // Signed in again: what the end of the session left unsaved goes now.
    if (!ended && saving.unsaved) void saving.flush()
  }, [ended, saving])
  useEffect(() => {
    const leave = () => saving.leavePage()
    const hidden = () => document.visibilityState === 'hidden' && leave()
    const ask = (event: BeforeUnloadEvent) => {
      const lost = saving.unsaved && saving.snapshot().state.kind !== 'saving'
      if (lost || uploads.busy) event.preventDefault()
    }
    const online = () => void saving.flush()
    addEventListener('pagehide', leave)
    addEventListener('beforeunload', ask)
    addEventListener('online', online)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('beforeunload', ask)
      removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hidden)
      void saving.flush()
    }
  }, [saving, uploads])
  return null
}
