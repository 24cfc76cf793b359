import { useEffect, useRef } from 'react'
import { Redirect } from 'wouter'
import { mayVisit, type Step, steps } from '../../../domain/appeal/journey.ts'
import { LoadFailed, MissingPage } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { DocumentsStep } from '../documents/DocumentsStep.tsx'
import { LetterStep } from '../letter/LetterStep.tsx'
import { PaymentStep } from '../payment/PaymentStep.tsx'
import { SignStep } from '../sign/SignStep.tsx'
import { AlreadySent } from './AlreadySent.tsx'
import { ConflictWindow } from './ConflictWindow.tsx'
import { ContractStep } from './ContractStep.tsx'
import { DraftGone } from './DraftGone.tsx'
import { DraftNews } from './DraftNews.tsx'
import { JourneyProvider, useJourney } from './journey-page.ts'
import { type OpenDraft, openDraft } from './open-draft.ts'
import { SameTypeWindow } from './SameTypeWindow.tsx'

const pages = {
  contract: ContractStep,
  letter: LetterStep,
  payment: PaymentStep,
  documents: DocumentsStep,
  sign: SignStep,
} satisfies Record<Step, unknown>

/** One draft, opened once for all its steps, so that nothing typed is lost between them. */
export function WriteJourney({ id, step }: { id: string; step: string | undefined }) {
  const personId = useSession().session.person?.id ?? ''
  const { data, error, reload } = useLoad(id, () => openDraft(id, personId))
  if (data === undefined)
    return error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />
  if (data.kind === 'sent') return <AlreadySent id={id} lost={data.lost} />
  if (data.kind === 'missing') return <MissingPage />
  if (data.kind === 'gone') return <DraftGone lost={data.lost} />
  return (
    <JourneyProvider value={data.draft}>
      <Leaving {...data.draft} />
      <CurrentStep wanted={step} recheck={reload} />
    </JourneyProvider>
  )
}

function CurrentStep({ wanted, recheck }: { wanted: string | undefined; recheck: () => void }) {
  const { draft, way, state, saving } = useJourney()
  const opened = useRef(wanted)
  useEffect(() => {
    // What another device has done since is seen at each step, and on the last one before it is signed.
    if (opened.current !== wanted) void saving.refresh()
    opened.current = wanted
  }, [wanted, saving])
  useEffect(() => {
    // Sent or deleted in another window: the page that says so takes over.
    if (state.kind === 'gone') recheck()
  }, [state.kind, recheck])
  const step = steps.find((one) => one === wanted)
  if (step === undefined || !mayVisit(step, way)) {
    return <Redirect to={paths.draftStep(draft.id, way.current)} replace />
  }
  // Payment and documents are windows over the letter: it stays where it is while they come and go.
  const isWindow = step === 'payment' || step === 'documents'
  const Page = pages[step]
  return (
    <>
      <DraftNews />
      {isWindow && <LetterStep key="letter" under />}
      <Page key={step} />
      {state.kind === 'conflict' && <ConflictWindow theirs={state.theirs} fields={state.fields} />}
      {step === 'letter' && <SameTypeWindow />}
    </>
  )
}

/**
 * A last save when the page goes away, a look at the server's draft when it comes back; a question only about
 * files.
 */
function Leaving({ saving, uploads }: OpenDraft) {
  const { ended } = useSession()
  useEffect(() => {
    // Signed in again: what the end of the session left unsaved goes now.
    if (!ended && saving.unsaved) void saving.flush()
    if (!ended) uploads.wake()
  }, [ended, saving, uploads])
  useEffect(() => {
    // Kept for Back by the browser, the page goes on by itself.
    const leave = ({ persisted }: PageTransitionEvent) =>
      persisted ? void saving.flush() : saving.leavePage()
    const looked = () =>
      void (document.visibilityState === 'hidden' ? saving.unsaved && saving.flush() : saving.refresh())
    const ask = (event: BeforeUnloadEvent) => {
      // What is typed stays on this device; a file on its way would have to be chosen again.
      if (uploads.busy) event.preventDefault()
    }
    const online = () => {
      void saving.flush()
      uploads.wake()
    }
    addEventListener('pagehide', leave)
    addEventListener('beforeunload', ask)
    addEventListener('online', online)
    document.addEventListener('visibilitychange', looked)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('beforeunload', ask)
      removeEventListener('online', online)
      document.removeEventListener('visibilitychange', looked)
      void saving.flush()
    }
  }, [saving, uploads])
  return null
}
