import { useState } from 'react'
import { missingOn } from '../../../domain/appeal/journey.ts'
import { call } from '../../api.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { ContractChoice } from './ContractChoice.tsx'
import { wayOf } from './draft-journey.ts'
import { HowItGoes } from './HowItGoes.tsx'
import { useJourney, useMoves } from './journey-page.ts'
import { LeaveButton } from './LeaveButton.tsx'
import { sayRefusal } from './refusal-words.ts'
import { SavingNote } from './SavingNote.tsx'
import { StepHead } from './StepHead.tsx'

/** §3: the contract of a draft begun before, to be looked at or changed. */
export function ContractStep() {
  const words = useWords('writing')
  const site = useWords('site')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { draft, saving, way, today, calendar } = useJourney()
  const moves = useMoves('contract')
  const { data, error, reload } = useLoad('contracts', (signal) => call('GET /api/contracts', { signal }))
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  useTitle(words.steps.contract, { hasErrors: lines.length > 0 })
  const next = async () => {
    const saved = await saving.flush()
    const now = wayOf(saving.snapshot().draft, today, calendar)
    const missing = missingOn('contract', now)
    if (!saved) return setLines([{ text: words.saveFirst }])
    if (missing.length === 0) return moves.next(now)
    setLines(
      missing.map(({ refusal }) => ({ field: 'contract', text: sayRefusal(refusal, refusals, language) })),
    )
  }
  return (
    <div className="journey wide">
      <StepHead
        follows={draft.follows}
        step="contract"
        way={way.steps}
        back={paths.incoming}
        title={words.contractTitle}
        hint={words.contractHint}
      >
        <ErrorSummary lines={lines} />
      </StepHead>
      {data === undefined &&
        (error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data !== undefined && (
        <div className="split with-aside">
          <div>
            <ContractChoice
              contracts={data.contracts}
              chosen={draft.contractId}
              error={lines.find(({ field }) => field === 'contract')?.text}
              onChoose={(contractId) => saving.change({ contractId })}
            />
            <div className="actions">
              <Button onPress={() => void next()}>{site.next}</Button>
              <LeaveButton />
              <SavingNote />
            </div>
          </div>
          <HowItGoes />
        </div>
      )}
    </div>
  )
}
