import { type FormEvent, useState } from 'react'
import { firstExtensionDay } from '../../domain/appeal/extension.ts'
import { parsePlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { type LetterLanguage, letterLanguages } from '../../domain/language.ts'
import type { OfficeAppeal, ReplyPreview } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import { ProblemError } from '../api.ts'
import { longDate } from '../appeal/dates.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkboxes, Segments } from '../ui/Choice.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { TextArea } from '../ui/Field.tsx'
import { useLanguage, useWords } from '../words.ts'
import { ReplyFiles } from './ReplyFiles.tsx'
import { ReplyWindow } from './ReplyWindow.tsx'
import { refusalText } from './refusal-text.ts'
import { lettersOf, replyErrors } from './reply-draft.ts'
import { previewReply, sendReply } from './send-reply.ts'
import { useAttempt } from './use-attempt.ts'
import { useKeptReply } from './use-kept-reply.ts'

interface ReplyFormProps {
  readonly appeal: OfficeAppeal
  readonly calendar: WorkingCalendar | undefined
  readonly onChanged: (appeal: OfficeAppeal) => void
  readonly onSent: (appeal: OfficeAppeal, kind: 'answer' | 'interim') => void
}

/** §10: the answer, or the interim reply, with letters in one language or both. */
export function ReplyForm({ appeal, calendar, onChanged, onSent }: ReplyFormProps) {
  const words = useWords('office')
  const site = useWords('site')
  const language = useLanguage()
  const { session } = useSession()
  const mayInterim = appeal.actions.includes('replyInterim') && !appeal.actions.includes('execute')
  const { draft, change, forget } = useKeptReply(appeal.id, mayInterim ? 'interim' : 'answer')
  const [shown, setShown] = useState<LetterLanguage>(appeal.letterLanguage)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [own, setOwn] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [preview, setPreview] = useState<ReplyPreview | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const interim = draft.kind === 'interim'
  const reason = refusalText(interim ? 'replyInterim' : 'execute', appeal, session.person?.roles ?? [], words)
  const today = plainDate(session.today)
  const dueDate = parsePlainDate(appeal.due?.date ?? '')
  const first = firstExtensionDay(dueDate ?? today, today)
  const limits = { dueDate, first, cap: appeal.extensionCap, calendar }
  // An error of ours goes when its field is put right; a new one comes only with the next press.
  const stillWrong = (text: string) =>
    !own.includes(text) || replyErrors(draft, limits, words).some((one) => one.text === text)
  const errorAt = (field: string) => lines.find((line) => line.field === field && stillWrong(line.text))?.text
  const fileIds = appeal.uploads.map((file) => file.id)
  const names = { kk: words.languageKk, ru: words.languageRu }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = replyErrors(draft, limits, words)
    setLines(wrong)
    setOwn(wrong.map(({ text }) => text))
    if (wrong.length > 0) return
    await look()
  }

  /** Shows the letters as they would be sent now; what can't be sent is told at its field. */
  const look = async () => {
    setBusy(true)
    try {
      setPreview(await previewReply(appeal.id, draft, fileIds))
      setFault(null)
    } catch (error) {
      setPreview(null)
      setLines(linesOf(error, faultWords(error, site)))
    } finally {
      setBusy(false)
    }
  }

  const send = async (shown: ReplyPreview) => {
    const idempotencyKey = attempt.keyOf([draft, fileIds, shown.letters.map(({ sha256 }) => sha256)])
    setBusy(true)
    try {
      const next = await sendReply(appeal.id, draft, fileIds, { shown, idempotencyKey })
      attempt.done()
      forget()
      setPreview(null)
      onSent(next, draft.kind)
    } catch (error) {
      if (error instanceof ProblemError && error.fields.length > 0) {
        setPreview(null)
        setLines(linesOf(error, faultWords(error, site)))
      } else {
        // Letters that are others by now are shown as they are now; the question is asked again.
        if (error instanceof ProblemError && error.code === 'reply_changed') await look()
        setFault(faultWords(error, site))
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <form noValidate className="in no-print" onSubmit={submit} aria-busy={busy}>
      <ErrorSummary lines={lines} />
      {reason !== null && (
        <div id="reply-reason">
          <Banner kind="wait" icon="lock">
            <p>{reason}</p>
          </Banner>
        </div>
      )}
      <Segments
        id="kind"
        wide
        legend={words.kind}
        hint={words.kindHint}
        value={draft.kind}
        onChange={(value) => change({ kind: value === 'interim' ? 'interim' : 'answer' })}
        options={[
          { value: 'answer', label: words.kindAnswer },
          { value: 'interim', label: words.kindInterim },
        ]}
      />
      {interim && (
        <>
          <TextArea
            id="reason"
            rows={2}
            label={words.reason}
            value={draft.reason}
            onChange={(value) => change({ reason: value })}
            maxLength={1000}
            error={errorAt('reason')}
          />
          <DateField
            id="newDueDate"
            label={words.newDueDate}
            name={words.newDueDate}
            hint={
              appeal.extensionCap === null
                ? words.newDueHintOpen
                : fill(words.newDueHint, { date: longDate(appeal.extensionCap, language) })
            }
            value={draft.newDueDate}
            onChange={(value) => change({ newDueDate: value })}
            today={today}
            min={limits.first}
            max={parsePlainDate(appeal.extensionCap ?? '') ?? undefined}
            dayOff={(date) =>
              calendar && isWorkingDay(date, calendar) === false
                ? (calendar.days[date]?.name[language] ?? site.dayOff)
                : null
            }
            workingDaysOnly
            error={errorAt('newDueDate')}
          />
          <Checkboxes
            id="papersAsked"
            legend={words.papersTitle}
            hint={words.papersHint}
            value={draft.papersAsked ? ['yes'] : []}
            onChange={(value) => change({ papersAsked: value.includes('yes') })}
            options={[{ value: 'yes', label: words.papersAsked }]}
          />
        </>
      )}
      <Segments
        id="language"
        wide
        legend={words.language}
        hint={lettersOf(draft).length === 2 ? words.bothWritten : words.textHint}
        value={shown}
        onChange={(value) => setShown(value === 'ru' ? 'ru' : 'kk')}
        options={[
          { value: 'kk', label: 'Қазақша', lang: 'kk' },
          { value: 'ru', label: 'Русский', lang: 'ru' },
        ]}
      />
      {letterLanguages
        .filter((one) => one === shown)
        .map((one) => (
          <div key={one} className="stack tight">
            <TextArea
              id="text"
              rows={11}
              lang={one}
              label={fill(words.text, { language: names[one] })}
              value={draft.texts[one]}
              onChange={(text) => change({ texts: { ...draft.texts, [one]: text } })}
              maxLength={10_000}
              error={errorAt('text')}
            />
            <Button
              kind="plain"
              small
              icon="plus"
              onPress={() =>
                change({ texts: { ...draft.texts, [one]: `${appeal.greeting[one]}\n\n${draft.texts[one]}` } })
              }
            >
              {words.insertGreeting}
            </Button>
          </div>
        ))}
      {!interim && (
        <ReplyFiles
          appeal={appeal}
          reason={appeal.mine ? null : reason}
          onUnavailable={() => setLines([{ text: reason ?? '' }])}
          onChange={(uploads) => onChanged({ ...appeal, uploads: [...uploads] })}
        />
      )}
      <div className="actions near">
        <Button
          submit
          busy={busy && words.preparingLetters}
          unavailable={reason !== null}
          describedBy={reason === null ? 'reply-note' : 'reply-reason reply-note'}
          onUnavailable={() => setLines([{ text: reason ?? '' }])}
        >
          {interim ? words.sendInterim : words.sendAnswer}
        </Button>
      </div>
      <p className="meta" id="reply-note">
        {interim ? words.afterInterim : words.afterAnswer} {words.kept}
      </p>
      {preview !== null && (
        <ReplyWindow
          preview={preview}
          files={interim ? [] : appeal.uploads.map(({ name }) => name)}
          note={interim ? words.afterInterim : words.afterAnswer}
          busy={busy}
          fault={fault}
          onSend={() => void send(preview)}
          onClose={() => setPreview(null)}
        />
      )}
    </form>
  )
}

const fieldOf: Record<string, string> = { reason: 'reason', newDueDate: 'newDueDate', fileIds: 'files' }

function linesOf(fault: unknown, words: string): SummaryLine[] {
  if (!(fault instanceof ProblemError) || fault.fields.length === 0) return [{ text: words }]
  return fault.fields.map(({ field, detail }) => ({
    field: fieldOf[field] ?? (field.startsWith('letters') ? 'text' : undefined),
    text: detail,
  }))
}
