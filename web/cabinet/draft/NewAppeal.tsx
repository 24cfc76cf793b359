import { useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { letterLanguageFor } from '../../../domain/language.ts'
import type { ContractRow } from '../../../wire/contract.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords, LoadFailed } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { screenLanguage, useWords } from '../../words.ts'
import { ContractChoice } from './ContractChoice.tsx'
import { HowItGoes } from './HowItGoes.tsx'
import { StepHead } from './StepHead.tsx'

/** §3: a new appeal begins with its contract; choosing one makes the draft. */
export function NewAppeal() {
  const words = useWords('writing')
  const { data, error, reload } = useLoad('contracts', (signal) => call('GET /api/contracts', { signal }))
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  useTitle(words.steps.contract, { hasErrors: lines.length > 0 })
  return (
    <div className="journey wide">
      <StepHead step="contract" back={paths.incoming} title={words.contractTitle} hint={words.contractHint}>
        <ErrorSummary lines={lines} />
      </StepHead>
      {data === undefined &&
        (error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data !== undefined && <Choosing contracts={data.contracts} onFail={setLines} />}
    </div>
  )
}

interface ChoosingProps {
  readonly contracts: readonly ContractRow[]
  readonly onFail: (lines: readonly SummaryLine[]) => void
}

function Choosing({ contracts, onFail }: ChoosingProps) {
  const site = useWords('site')
  const [, navigate] = useLocation()
  const wanted = useSearchParams()[0].get('contract')
  const [chosen, setChosen] = useState(() => {
    // From the page of contracts one comes with a choice made.
    const writable = contracts.filter((contract) => contract.writable)
    return (writable.find(({ id }) => id === wanted) ?? writable[0])?.id ?? null
  })
  const [busy, setBusy] = useState(false)
  // One key for every press on one choice: a lost answer makes no second draft.
  const key = useRef({ contract: '', id: '' })
  const next = async () => {
    if (chosen === null) return
    if (key.current.contract !== chosen) key.current = { contract: chosen, id: crypto.randomUUID() }
    setBusy(true)
    try {
      const { id } = await call('POST /api/drafts', {
        body: { contractId: chosen, letterLanguage: letterLanguageFor(screenLanguage()) },
        idempotencyKey: key.current.id,
      })
      // Back leads to this draft's contract, not to the making of another draft.
      navigate(paths.draftStep(id, 'contract'), { replace: true })
      navigate(paths.draftStep(id, 'letter'))
    } catch (error) {
      setBusy(false)
      onFail([{ field: 'contract', text: faultWords(error, site) }])
    }
  }
  if (chosen === null) return <NoContracts contracts={contracts} />
  return (
    <div className="split with-aside">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void next()
        }}
      >
        <ContractChoice contracts={contracts} chosen={chosen} error={undefined} onChoose={setChosen} />
        <div className="actions">
          <Button submit busy={busy && site.loading}>
            {site.next}
          </Button>
          <LinkButton to={paths.incoming} kind="plain">
            {site.cancel}
          </LinkButton>
        </div>
      </form>
      <HowItGoes />
    </div>
  )
}

function NoContracts({ contracts }: { contracts: readonly ContractRow[] }) {
  const words = useWords('writing')
  const site = useWords('site')
  const { company } = useSession().session
  return (
    <EmptyState
      drawing
      title={contracts.length === 0 ? words.contractNone : words.contractNoTypes}
      hint={fill(words.contractNoneHint, { phone: company.callCentre })}
      action={
        <LinkButton to={paths.incoming} kind="secondary">
          {site.incoming}
        </LinkButton>
      }
    />
  )
}
