import { type FormEvent, useState } from 'react'
import { parsePlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { reasonLength } from '../../../domain/reply/reply-faults.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { AskedPapers, NewPaperDecision } from '../../../wire/paper.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl, ProblemError } from '../../api.ts'
import { longDate } from '../../appeal/dates.ts'
import { virusNote } from '../../appeal/virus-note.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { FieldError, TextArea } from '../../ui/Field.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

type Slot = AskedPapers['slots'][number]

interface AskedPapersPartProps {
  readonly appeal: OfficeAppeal
  readonly papers: AskedPapers
  readonly onDone: () => void
}

/** docs/office.md 12: what was asked of the client, paper by paper: come, good, asked for again, not needed. */
export function AskedPapersPart({ appeal, papers, onDone }: AskedPapersPartProps) {
  const words = useWords('papers')
  const language = useLanguage()
  return (
    <section className="in stack tight" aria-labelledby="h-asked">
      <h3 id="h-asked">{words.officeTitle}</h3>
      <p className={papers.late ? 'what wait' : 'meta'}>
        {papers.late && <Icon name="warning" size={18} />}
        <span>
          {fill(words.officeBy, { date: longDate(papers.by, language) })}
          {papers.late && `, ${words.officeLate}`}
        </span>
      </p>
      <ul className="slots">
        {papers.slots.map((slot) => (
          <PaperToDecide key={slot.id} slot={slot} papers={papers} appeal={appeal} onDone={onDone} />
        ))}
      </ul>
    </section>
  )
}

const signs: Readonly<Record<Slot['state'], readonly [look: string, icon: IconName]>> = {
  asked: ['need', 'wait'],
  sent: ['go', 'incoming'],
  accepted: ['ok', 'done'],
  notNeeded: ['ok', 'tick'],
}

function PaperToDecide({ slot, appeal, papers, onDone }: AskedPapersPartProps & { readonly slot: Slot }) {
  const words = useWords('papers')
  const files = useWords('files')
  const site = useWords('site')
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const attempt = useAttempt()
  const [look, icon] = signs[slot.state]
  const decide = async (body: NewPaperDecision) => {
    setBusy(true)
    setError(null)
    try {
      await call('POST /api/office/appeals/:id/papers/:slotId/decisions', {
        params: { id: appeal.id, slotId: slot.id },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      setAsking(false)
      onDone()
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  const may = appeal.acts.includes('writeReply')
  const named = (act: string) => fill(words.ofPaper, { act, name: slot.name })
  return (
    <li className="slot">
      <div className="slot-head">
        <p className="strong" lang={appeal.letterLanguage}>
          {slot.name}
        </p>
        <span className={`state-word ${look}`}>
          <Icon name={icon} />
          {slot.state === 'asked' ? words.waits : words[slot.state]}
        </span>
      </div>
      {slot.askedAgain !== null && (
        <p className="sub">{fill(words.askedAgain, { reason: slot.askedAgain })}</p>
      )}
      {slot.state !== 'asked' && slot.files.length > 0 && (
        <FileList label={fill(words.filesOf, { name: slot.name })}>
          {slot.files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              of={slot.name}
              {...virusNote(
                file,
                fileUrl('GET /api/office/appeals/:id/files/:fileId', {
                  params: { id: appeal.id, fileId: file.id },
                }),
                files,
              )}
            />
          ))}
        </FileList>
      )}
      {error !== null && <FieldError id={`decide-${slot.id}`}>{error}</FieldError>}
      {may && asking && (
        <AskAgain
          slot={slot}
          papers={papers}
          term={appeal.due?.date ?? null}
          busy={busy}
          onAsk={(reason, by) => void decide({ decision: 'askedAgain', reason, by })}
          onClose={() => setAsking(false)}
        />
      )}
      {may && !asking && (
        <p className="row no-print">
          {slot.state === 'sent' && (
            <>
              <Button
                kind="secondary"
                small
                icon="tick"
                label={named(words.accept)}
                busy={busy && words.deciding}
                onPress={() => void decide({ decision: 'accepted' })}
              >
                {words.accept}
              </Button>
              <Button kind="plain" small label={named(words.again)} onPress={() => setAsking(true)}>
                {words.again}
              </Button>
            </>
          )}
          {(slot.state === 'sent' || slot.state === 'asked') && (
            <Button
              kind="plain"
              small
              label={named(words.drop)}
              busy={busy && words.deciding}
              onPress={() => void decide({ decision: 'notNeeded' })}
            >
              {words.drop}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

interface AskAgainProps {
  readonly slot: Slot
  readonly papers: AskedPapers
  /** The appeal's own last day; null: it has none yet. */
  readonly term: string | null
  readonly busy: boolean
  readonly onAsk: (reason: string, by: string) => void
  readonly onClose: () => void
}

function AskAgain({ slot, papers, term, busy, onAsk, onClose }: AskAgainProps) {
  const words = useWords('papers')
  const today = plainDate(useSession().session.today)
  const [reason, setReason] = useState('')
  const [by, setBy] = useState(papers.by > today ? papers.by : '')
  const [tried, setTried] = useState(false)
  const short = reason.trim().length < reasonLength.least
  const day = parsePlainDate(by)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!short && day !== null && !busy) onAsk(reason.trim(), day)
  }
  return (
    <form noValidate className="stack tight" onSubmit={submit} aria-busy={busy}>
      <TextArea
        id={`again-${slot.id}`}
        rows={2}
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={reasonLength.most}
        countFrom={200}
        error={tried && short ? fill(words.reasonMissing, { n: reasonLength.least }) : undefined}
      />
      <DateField
        id={`again-day-${slot.id}`}
        label={words.day}
        name={words.day}
        value={by}
        onChange={setBy}
        today={today}
        min={parsePlainDate(papers.by) ?? today}
        max={lastDay(papers.by, term, today)}
        error={tried && day === null ? words.day : undefined}
      />
      <p className="row">
        <Button submit kind="secondary" small busy={busy && words.deciding}>
          {words.askAgain}
        </Button>
        <Button kind="plain" small onPress={onClose}>
          {words.cancel}
        </Button>
      </p>
    </form>
  )
}

/** Within the term, as the first asking was; a term that is over, or moved before the day told, binds nothing. */
const lastDay = (told: string, term: string | null, today: string) =>
  term === null || term <= today || term < told ? undefined : (parsePlainDate(term) ?? undefined)
