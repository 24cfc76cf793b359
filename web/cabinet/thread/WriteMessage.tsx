import { type FormEvent, useEffect, useState } from 'react'
import { maySubmit, messageLength } from '../../../domain/submission/submission.ts'
import type { Appeal } from '../../../wire/appeal.ts'
import type { SubmissionDraft, Submitted } from '../../../wire/submission.ts'
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
import { Over } from './Over.tsx'
import { useMessage, useSnapshot } from './use-message.ts'

interface WriteMessageProps {
  readonly appeal: Appeal
  /** Something was sent: the thread is read again. */
  readonly onSent: () => void
}

/**
 * The box in which a client writes to the executor. When the appeal closes under it, what is there stays to be read and
 * copied, until its writer lets go of it.
 */
export function WriteMessage({ appeal, onSent }: WriteMessageProps) {
  const { data } = useLoad(`message ${appeal.id}`, (signal, quiet) =>
    call('GET /api/appeals/:id/submission-draft', { params: { id: appeal.id }, signal, quiet }),
  )
  return data !== undefined && <Folded appeal={appeal} first={data.draft} onSent={onSent} />
}

/** Open at first where something is begun, asked for, or the company wrote last; then as the client leaves it. */
function Folded({ appeal, first, onSent }: WriteMessageProps & { first: SubmissionDraft | null }) {
  const words = useWords('thread')
  const saving = useMessage(appeal.id, first)
  const { draft, text, keeping, receipt } = useSnapshot(saving)
  const closed = maySubmit('message', appeal.status, 'writer') !== null
  const [open] = useState(
    draft !== null || text !== '' || appeal.papersAsked || appeal.correspondence[0]?.kind === 'message',
  )
  useEffect(() => {
    if (!closed) saving.goOn()
  }, [saving, closed])
  const letters = appeal.correspondence.length
  // Sent by a press whose answer was lost, or from another device: the thread has it already.
  useEffect(() => {
    if (closed || letters > 0) void saving.refresh()
  }, [saving, closed, letters])
  const heard = receipt !== null || keeping.kind === 'over'
  useEffect(() => {
    if (heard) onSent()
  }, [heard, onSent])
  if (closed && draft === null && text === '') return <Said receipt={receipt} />
  const over = closed || keeping.kind === 'over'
  return (
    <More title={words.write} open={open}>
      <Said receipt={receipt} />
      {keeping.kind === 'conflict' && <Conflict saving={saving} mine={text} theirs={keeping.theirs.text} />}
      {keeping.kind !== 'conflict' && over && <Over saving={saving} />}
      {keeping.kind !== 'conflict' && !over && <Box saving={saving} />}
    </More>
  )
}

function Said({ receipt }: { receipt: Submitted | null }) {
  const words = useWords('thread')
  const language = useLanguage()
  return (
    <p role="status" className="said">
      {receipt !== null && fill(words.sent, { date: longMoment(receipt.sentAt, language) })}
    </p>
  )
}

function Box({ saving }: { saving: MessageSaving }) {
  const words = useWords('thread')
  const site = useWords('site')
  const { draft, text } = useSnapshot(saving)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [uploading, setUploading] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setError(undefined)
    if (text.trim() === '') return setError(words.missing)
    setBusy(true)
    const fault = await saving.send()
    setBusy(false)
    if (fault === null) return
    const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
    setError(field ?? faultWords(fault, site))
  }
  return (
    <form noValidate className="stack no-print" onSubmit={send} aria-busy={busy}>
      <div className="grows">
        <TextArea
          id="message-text"
          rows={3}
          label={words.text}
          hint={words.hint}
          value={text}
          onChange={(next) => {
            setError(undefined)
            saving.change(next)
          }}
          maxLength={messageLength}
          countFrom={500}
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
      return (
        <Note kind="wait" icon="warning">
          {words.gone}
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
