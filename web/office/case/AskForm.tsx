import { type FormEvent, useState } from 'react'
import { checkAnswerDay } from '../../../domain/appeal/question.ts'
import { type PlainDate, parsePlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { Internal } from '../../../wire/case.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { wordsFor } from '../../cabinet/draft/refusal-words.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { SelectField, TextArea } from '../../ui/Field.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { QuestionFiles } from './QuestionFiles.tsx'
import { useKeptText } from './use-kept-text.ts'

interface AskFormProps {
  readonly appealId: string
  readonly internal: Internal
  readonly dueDate: PlainDate | null
  readonly calendar: WorkingCalendar | undefined
  readonly onInternal: (internal: Internal) => void
  readonly onAsked: () => void
}

type Faults = Partial<Record<'unitId' | 'text' | 'answerBy' | 'fileIds' | 'all', string>>

/** A question to another unit: which one, what, by which day, with which files. */
export function AskForm({ appealId, internal, dueDate, calendar, onInternal, onAsked }: AskFormProps) {
  const words = useWords('case')
  const site = useWords('site')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const today = plainDate(useSession().session.today)
  const [unitId, setUnit] = useKeptText(`ask-unit.${appealId}`)
  const [text, setText, forgetSent] = useKeptText(`ask.${appealId}`)
  const [answerBy, setDay] = useKeptText(`ask-day.${appealId}`)
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const latest = dueDate === null || dueDate >= today ? dueDate : today

  const wrong = (): Faults => {
    const day = parsePlainDate(answerBy)
    const refusal =
      day === null || calendar === undefined ? null : checkAnswerDay(day, { today, dueDate, calendar })
    const params = Object.entries(refusal?.params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? formatShortDate(value) : value,
    ])
    return {
      ...(internal.unitsToAsk.some(({ id }) => id === unitId) ? {} : { unitId: words.unitMissing }),
      ...(text.trim() === '' ? { text: words.textMissing } : {}),
      ...(day === null ? { answerBy: words.dayMissing } : {}),
      ...(refusal === null
        ? {}
        : { answerBy: fill(wordsFor(refusal.code, refusals).detail, Object.fromEntries(params)) }),
    }
  }
  /** What was wrong goes with the first change of its field. */
  const changing = (field: keyof Faults, change: (value: string) => void) => (value: string) => {
    setFaults(({ [field]: _gone, ...rest }) => rest)
    change(value)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = wrong()
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const body = { unitId, text, answerBy, fileIds: internal.uploads.map(({ id }) => id) }
    setBusy(true)
    try {
      const next = await call('POST /api/office/appeals/:id/questions', {
        params: { id: appealId },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      setUnit('')
      setDay('')
      forgetSent(text)
      onInternal(next)
      onAsked()
    } catch (error) {
      setFaults(faultsOf(error, faultWords(error, site)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate className="stack" onSubmit={submit} aria-busy={busy}>
      <Note icon="lock">{words.askHint}</Note>
      {faults.all !== undefined && (
        <p className="error" role="alert">
          {faults.all}
        </p>
      )}
      <SelectField
        id="ask-unit"
        label={words.askUnit}
        value={unitId}
        onChange={changing('unitId', setUnit)}
        empty={words.askUnitEmpty}
        options={internal.unitsToAsk.map(({ id, name }) => ({ value: id, label: name }))}
        error={faults.unitId}
      />
      <TextArea
        id="ask-text"
        rows={3}
        label={words.askText}
        value={text}
        onChange={changing('text', setText)}
        error={faults.text}
      />
      <DateField
        id="ask-day"
        label={words.askDay}
        name={words.askDay}
        hint={
          latest === null ? words.askDayHintOpen : fill(words.askDayHint, { date: formatShortDate(latest) })
        }
        value={answerBy}
        onChange={changing('answerBy', setDay)}
        today={today}
        min={today}
        max={latest ?? undefined}
        dayOff={(date) =>
          calendar && isWorkingDay(date, calendar) === false
            ? (calendar.days[date]?.name[language] ?? site.dayOff)
            : null
        }
        workingDaysOnly
        error={faults.answerBy}
      />
      <QuestionFiles
        appealId={appealId}
        id="ask-files"
        of={words.askText}
        uploads={internal.uploads}
        nearLimits={internal.nearLimits ?? []}
        onChange={(uploads) => onInternal({ ...internal, uploads })}
      />
      {faults.fileIds !== undefined && <p className="error">{faults.fileIds}</p>}
      <div>
        <Button submit kind="secondary" small icon="lock" busy={busy && words.sending}>
          {words.askSend}
        </Button>
      </div>
      <p className="meta">{words.keptHere}</p>
    </form>
  )
}

/** What was refused, at its field. */
export function faultsOf(error: unknown, words: string): Faults {
  if (!(error instanceof ProblemError) || error.fields.length === 0) return { all: words }
  return Object.fromEntries(error.fields.map(({ field, detail }) => [field, detail]))
}
