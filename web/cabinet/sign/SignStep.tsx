import { useState } from 'react'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { StepHead } from '../draft/StepHead.tsx'
import { SendingForecast } from '../letter/SendingForecast.tsx'
import { CheckAnswers } from './CheckAnswers.tsx'
import { LetterToSign } from './LetterToSign.tsx'
import { PrepareFailed } from './PrepareFailed.tsx'
import { SignAndSend } from './SignAndSend.tsx'

/** Check and sign: all answers, the frozen letter, what will happen, and the press that sends it. */
export function SignStep() {
  const words = useWords('writing')
  const { draft, saving, way } = useJourney()
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [renewed, setRenewed] = useState<string>()
  useTitle(words.steps.sign, { hasErrors: lines.length > 0 })
  const {
    data: letter,
    error,
    loading,
    reload,
  } = useLoad(draft.id, async (signal) => {
    await saving.flush()
    return call('POST /api/drafts/:id/letter', { params: { id: draft.id }, signal })
  })
  const renew = (reason: string) => {
    setLines([])
    setRenewed(reason)
    reload()
  }
  return (
    <div className="journey wide">
      <StepHead
        follows={draft.follows}
        step="sign"
        way={way.steps}
        back={paths.draftStep(draft.id, 'documents')}
        title={words.steps.sign}
        hint={words.signHint}
      >
        <ErrorSummary lines={lines} />
      </StepHead>
      {renewed !== undefined && (
        <Banner kind="wait" icon="again" role="alert">
          <p>{fill(words.letterRenewed, { reason: renewed })}</p>
        </Banner>
      )}
      <div className="split check">
        <CheckAnswers />
        {loading && <Preparing />}
        {!loading && error !== undefined && <PrepareFailed error={error} onRetry={reload} />}
        {!loading && letter !== undefined && (
          <>
            <LetterToSign letter={letter} />
            <div className="s sign-part">
              <SendingForecast letter={letter} />
              <SignAndSend
                key={letter.letterId}
                letter={letter}
                onRenew={renew}
                onFail={(text) => setLines([{ text }])}
              />
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function Preparing() {
  const words = useWords('writing')
  return (
    <div className="l">
      <p className="meta" role="status">
        {words.preparing}
      </p>
      <Skeleton />
    </div>
  )
}
