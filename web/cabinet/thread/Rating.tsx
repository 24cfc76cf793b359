import { useRef, useState } from 'react'
import { type RatingStep, ratingSteps, ratingTextLength } from '../../../domain/appeal/rating.ts'
import type { OwnAppeal } from '../../../wire/follow-up.ts'
import type { GivenRating } from '../../../wire/rating.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { FieldError, TextField } from '../../ui/Field.tsx'
import { useLanguage, useWords } from '../../words.ts'

interface RatingProps {
  readonly appeal: OwnAppeal
  readonly letterId: string
  readonly onKept: () => void
}

/** Under a letter: the question about it while it may be answered, then what was said (docs/office.md 11). */
export function Rating({ appeal, letterId, onKept }: RatingProps) {
  const words = useWords('rating')
  const given = appeal.ratings.find((one) => one.letterId === letterId)
  if (appeal.mayRate === letterId) return <Question key={letterId} {...{ appeal, letterId, given, onKept }} />
  if (given === undefined) return null
  return (
    <p className="hint">
      {fill(words.given, { step: words.steps[given.step] })} {given.text}
    </p>
  )
}

function Question({ appeal, letterId, given, onKept }: RatingProps & { given: GivenRating | undefined }) {
  const words = useWords('rating')
  const language = useLanguage()
  const { step, text, setText, keep, busy, kept, fault } = useKept(appeal.id, letterId, given, onKept)
  const until = given && fill(words.until, { day: formatLongDate(given.changeableUntil, language) })
  return (
    <div className="stack tight no-print">
      <RadioCards
        id={`rating-${letterId}`}
        legend={words.question}
        hint={words.hint}
        slim
        value={step === null ? null : String(step)}
        options={ratingSteps.map((one) => ({ value: String(one), label: words.steps[one] }))}
        onChange={(value) => {
          const chosen = ratingSteps.find((one) => String(one) === value)
          if (chosen !== undefined) keep(chosen)
        }}
      />
      {step !== null && (
        <form
          noValidate
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault()
            keep(step, text)
          }}
        >
          <TextField
            id={`rating-text-${letterId}`}
            label={words.text}
            optional
            value={text}
            onChange={(value) => setText(value.slice(0, ratingTextLength))}
          />
          <div>
            <Button submit kind="secondary" busy={busy && words.keeping}>
              {words.keep}
            </Button>
          </div>
        </form>
      )}
      <p role="status" className="hint">
        {kept && words.kept} {until}
      </p>
      {fault !== null && <FieldError id={`rating-fault-${letterId}`}>{fault}</FieldError>}
    </div>
  )
}

/** Each choice is kept at once, one after another: the last that was chosen is what stays. */
function useKept(id: string, letterId: string, given: GivenRating | undefined, onKept: () => void) {
  const site = useWords('site')
  const [chosen, setChosen] = useState<RatingStep | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [waiting, setWaiting] = useState(0)
  const [kept, setKept] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const line = useRef(Promise.resolve())
  const keep = (step: RatingStep, text?: string) => {
    setChosen(step)
    setKept(false)
    setFault(null)
    setWaiting((n) => n + 1)
    const body = text === undefined ? { letterId, step } : { letterId, step, text }
    line.current = line.current.then(async () => {
      try {
        await call('PUT /api/appeals/:id/rating', { params: { id }, body })
        setKept(true)
        if (text !== undefined) setTyped(null)
        onKept()
      } catch (error) {
        setChosen(null)
        setFault(faultWords(error, site))
      }
      setWaiting((n) => n - 1)
    })
  }
  const step = chosen ?? given?.step ?? null
  return { step, text: typed ?? given?.text ?? '', setText: setTyped, keep, busy: waiting > 0, kept, fault }
}
