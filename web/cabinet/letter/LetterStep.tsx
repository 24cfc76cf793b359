import { useEffect, useState } from 'react'
import { type Missing, missingOn } from '../../../domain/appeal/journey.ts'
import { fill } from '../../../words/fill.ts'
import { useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useContractLine } from '../draft/contract-words.ts'
import { wayOf } from '../draft/draft-journey.ts'
import { useJourney, useMoves } from '../draft/journey-page.ts'
import { sayAtField, sayRefusal } from '../draft/refusal-words.ts'
import { StepHead } from '../draft/StepHead.tsx'
import { fieldName, sayNotChosen } from './answers/field-name.ts'
import { ChooseType } from './ChooseType.tsx'
import { LetterForm } from './LetterForm.tsx'

interface Attempt {
  readonly missing: readonly Missing[]
  readonly lines: readonly SummaryLine[]
}
const nothing: readonly SummaryLine[] = []
const noAttempt: Attempt = { missing: [], lines: nothing }

/** §4–§5: category, type and letter on one page. `under` a window of a later step it only shows itself. */
export function LetterStep({ under }: { under?: boolean }) {
  const words = useWords('writing')
  const contractLine = useContractLine()
  const { draft, state, saving, way, today, calendar } = useJourney()
  const moves = useMoves('letter')
  const say = useSaying()
  const [attempt, setAttempt] = useState(noAttempt)
  const [busy, setBusy] = useState(false)
  const next = async () => {
    setBusy(true)
    const saved = await saving.flush()
    setBusy(false)
    const { draft: now } = saving.snapshot()
    const wayNow = wayOf(now, today, calendar)
    const missing = missingOn('letter', wayNow)
    if (missing.length > 0) return setAttempt({ missing, lines: missing.map(say) })
    if (!saved) return setAttempt({ missing: [], lines: [{ text: words.saveFirst }] })
    setAttempt(noAttempt)
    moves.next(wayNow)
  }
  // An error goes when its field is put right; a new one comes only with the next press.
  const shown = attempt.missing.filter(({ field }) =>
    way.missing.some((one) => one.step === 'letter' && one.field === field),
  )
  const errors = new Map(shown.map((one) => [one.field, say(one).text]))
  const open = attempt.missing.length === 0 ? state.kind !== 'saved' : shown.length > 0
  const typeChosen = draft.typeCode !== null
  useFieldOfAddress(typeChosen)
  return (
    <div className="journey wide">
      {!under && <LetterTitle hasErrors={open && attempt.lines.length > 0} />}
      <StepHead
        follows={draft.follows}
        step="letter"
        way={way.steps}
        back={paths.draftStep(draft.id, 'contract')}
        title={words.letterTitle}
        hint={<NoBreak text={fill(words.letterHint, { contract: contractLine(draft.contract) })} />}
      >
        <ErrorSummary
          lines={open ? attempt.lines : nothing}
          intro={
            attempt.missing.length > 0 ? fill(words.fieldsToMend, { n: attempt.missing.length }) : undefined
          }
        />
      </StepHead>
      <ChooseType error={errors.get('type')} />
      <LetterForm errors={errors} busy={busy} onNext={() => void next()} />
    </div>
  )
}

function LetterTitle({ hasErrors }: { hasErrors: boolean }) {
  useTitle(useWords('writing').fillTitle, { hasErrors })
  return null
}

/** The words of what is missing, the same at the field and in the summary. */
function useSaying(): (missing: Missing) => SummaryLine & { text: string } {
  const words = useWords('writing')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const answers = useWords('answers')
  const { draft } = useJourney()
  const type = draft.type
  const labels: Record<string, string> = { address: words.address, email: words.email }
  return ({ field, refusal }) => {
    if (field === 'type') {
      // Before a category is chosen there are no types to be led to.
      const place = document.getElementById('type') === null ? 'category' : 'type'
      return { field: place, text: sayRefusal(refusal, refusals, language) }
    }
    const label = labels[field] ?? (type && fieldName(type, field, language, answers)) ?? field
    const notChosen =
      type === null || refusal.code !== 'required' ? null : sayNotChosen(type, field, label, answers)
    return { field, text: notChosen ?? sayAtField(label, refusal, refusals, language) }
  }
}

/** A client who came to change one field («Өзгерту») is led to it. */
function useFieldOfAddress(ready: boolean): void {
  useEffect(() => {
    if (!ready || location.hash === '') return
    const control = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    control?.focus()
    control?.scrollIntoView({ block: 'center' })
  }, [ready])
}
