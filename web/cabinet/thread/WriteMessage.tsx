import { type FormEvent, useState } from 'react'
import { messageLength } from '../../../domain/submission/submission.ts'
import type { Appeal } from '../../../wire/appeal.ts'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { NotKept } from '../../ui/NotKept.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useLanguage, useWords } from '../../words.ts'
import { MessageFiles } from './MessageFiles.tsx'
import type { MessageSaving } from './message-saving.ts'
import { useMessage, useSnapshot } from './use-message.ts'

interface WriteMessageProps {
  readonly appeal: Appeal
  /** Something was sent: the thread is read again. */
  readonly onSent: () => void
}

/** The box in which a client writes to the executor. */
export function WriteMessage({ appeal, onSent }: WriteMessageProps) {
  const { data } = useLoad(`message ${appeal.id}`, (signal, quiet) =>
    call('GET /api/appeals/:id/submission-draft', { params: { id: appeal.id }, signal, quiet }),
  )
  return data !== undefined && <Folded appeal={appeal} draft={data.draft} onSent={onSent} />
}

/** Open at first where something is begun, asked for, or the company wrote last; then as the client leaves it. */
function Folded({ appeal, draft, onSent }: WriteMessageProps & { draft: SubmissionDraft | null }) {
  const words = useWords('thread')
  const [open] = useState(
    draft !== null || appeal.papersAsked || appeal.correspondence[0]?.kind === 'message',
  )
  return (
    <More title={words.write} open={open}>
      <Box appealId={appeal.id} draft={draft} onSent={onSent} />
    </More>
  )
}

interface BoxProps {
  readonly appealId: string
  readonly draft: SubmissionDraft | null
  readonly onSent: () => void
}

function Box({ appealId, draft: first, onSent }: BoxProps) {
  const words = useWords('thread')
  const site = useWords('site')
  const language = useLanguage()
  const saving = useMessage(appealId, first)
  const { draft, text, keeping } = useSnapshot(saving)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [uploading, setUploading] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setError(undefined)
    if (text.trim() === '') return setError(words.missing)
    setBusy(true)
    try {
      const begun = (await saving.flush()) ? saving.snapshot().draft : null
      if (begun === null) return
      const { id, version } = begun
      const receipt = await call('POST /api/submissions/:id/sending', {
        params: { id },
        version,
        idempotencyKey: key,
      })
      saving.forget()
      setSaid(fill(words.sent, { date: longMoment(receipt.sentAt, language) }))
      onSent()
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
      if (fault instanceof ProblemError && [404, 409, 412].includes(fault.status)) {
        await saving.refresh()
        onSent()
      }
    } finally {
      // What is not sent may be tried with other words.
      setKey(crypto.randomUUID())
      setBusy(false)
    }
  }
  return (
    <form noValidate className="stack no-print" onSubmit={send} aria-busy={busy}>
      <p role="status" className="said">
        {said}
      </p>
      {keeping.kind === 'conflict' ? (
        <Conflict saving={saving} mine={text} theirs={keeping.theirs.text} />
      ) : (
        <>
          <div className="grows">
            <TextArea
              id="message-text"
              rows={3}
              label={words.text}
              hint={words.hint}
              value={text}
              onChange={(next) => {
                setError(undefined)
                setSaid('')
                saving.change(next)
              }}
              maxLength={text.length > messageLength - 500 ? messageLength : undefined}
              error={error}
            />
          </div>
          <Kept saving={saving} />
          <MessageFiles saving={saving} draft={draft} onBusy={setUploading} />
          <div>
            <Button submit busy={(busy || uploading) && words.sending}>
              {words.send}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** Whether what was typed is on the server: quiet while it is, loud and with a way out when it is not. */
function Kept({ saving }: { saving: MessageSaving }) {
  const words = useWords('thread')
  const { keeping, keptAt } = useSnapshot(saving)
  switch (keeping.kind) {
    case 'kept':
      return <p className="meta">{keptAt !== null && fill(words.kept, { time: formatTime(keptAt) })}</p>
    case 'keeping':
      return <p className="meta">{words.keeping}</p>
    case 'gone':
    case 'over':
      return (
        <Note kind="wait" icon="warning">
          {words[keeping.kind]}
        </Note>
      )
    default:
      return (
        <NotKept
          again={words.keepNow}
          onAgain={() => void saving.flush()}
          why={keeping.kind === 'signedOut' ? words.notKeptSignedOut : words.notKept}
        />
      )
  }
}

interface ConflictProps {
  readonly saving: MessageSaving
  readonly mine: string
  readonly theirs: string
}

/** Written here and on another device: both are shown, and the writer chooses. */
function Conflict({ saving, mine, theirs }: ConflictProps) {
  const words = useWords('thread')
  return (
    <div className="stack" role="alert">
      <p className="strong">{words.conflict}</p>
      {[
        { title: words.mine, text: mine },
        { title: words.theirs, text: theirs },
      ].map((one) => (
        <div key={one.title}>
          <p className="meta">{one.title}</p>
          <p className="quote">{one.text === '' ? words.empty : one.text}</p>
        </div>
      ))}
      <p className="row">
        <Button kind="secondary" onPress={() => saving.settle('mine')}>
          {words.keepMine}
        </Button>
        <Button kind="secondary" onPress={() => saving.settle('theirs')}>
          {words.keepTheirs}
        </Button>
      </p>
    </div>
  )
}
