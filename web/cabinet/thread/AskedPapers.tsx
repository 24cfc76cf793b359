import { type FormEvent, useState } from 'react'
import type { Appeal } from '../../../wire/appeal.ts'
import type { AskedPapers as Asked } from '../../../wire/paper.ts'
import type { SubmissionDraft, Submitted } from '../../../wire/submission.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { longDate, longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useLanguage, useWords } from '../../words.ts'
import { AskedPaper } from './AskedPaper.tsx'
import { LeftFiles } from './LeftFiles.tsx'
import './papers.css'

interface AskedPapersProps {
  readonly appeal: Appeal
  readonly papers: Asked
  /** Something was sent, or is not asked for any more: the appeal is read again. */
  readonly onSent: () => void
}

/**
 * docs/office.md 12: what the company asks of the client, before everything else of the appeal: a place for each paper,
 * filled in parts as they come to hand. What is put up stays on the server until it is sent.
 */
export function AskedPapers({ appeal, papers, onSent }: AskedPapersProps) {
  const words = useWords('papers')
  const language = useLanguage()
  const params = { id: appeal.id }
  const { data, put } = useLoad(`papers ${appeal.id}`, (signal, quiet) =>
    call('GET /api/appeals/:id/submission-draft', { params, query: { kind: 'papers' }, signal, quiet }),
  )
  const [receipt, setReceipt] = useState<Submitted | null>(null)
  const [onWay, setOnWay] = useState<ReadonlySet<string>>(new Set())
  const onBusy = (slotId: string, busy: boolean) =>
    setOnWay((before) => new Set([...[...before].filter((id) => id !== slotId), ...(busy ? [slotId] : [])]))
  const draft = data?.draft ?? null
  const open = papers.slots.filter(({ state }) => state === 'asked').map(({ id }) => id)
  const left = draft?.files.filter(({ slotId }) => !open.includes(slotId ?? '')) ?? []
  const asked = open.length > 0
  const begun = async () => {
    if (draft !== null) return draft
    const key = crypto.randomUUID()
    const body = { kind: 'papers' } as const
    const next = await call('POST /api/appeals/:id/submissions', { params, body, idempotencyKey: key })
    put({ draft: next })
    return next
  }
  const refresh = async () =>
    put(
      await call('GET /api/appeals/:id/submission-draft', { params, query: { kind: 'papers' }, quiet: true }),
    )
  const byDay = fill(words.byDay, { date: longDate(papers.by, language) })
  const days = papers.workingDaysLeft
  return (
    <section className="card asked no-print" aria-labelledby="h-papers">
      <h2 id="h-papers" tabIndex={-1}>
        {words.title}
      </h2>
      <p role="status" className="said">
        {receipt !== null &&
          fill(words.receipt, { n: receipt.files, date: longMoment(receipt.sentAt, language) })}
      </p>
      {!asked && <Note icon="done">{words.all}</Note>}
      {asked && papers.late && (
        <Note kind="wait" icon="warning">
          {fill(words.late, { date: longDate(papers.by, language) })}
        </Note>
      )}
      {asked && (
        <>
          {!papers.late && (
            <p>
              <b>{byDay}</b> {days !== null && fill(words.daysLeft, { n: days })}
            </p>
          )}
          <p className="hint">{words.hint}</p>
        </>
      )}
      <ul className="slots">
        {papers.slots.map((slot) => (
          <AskedPaper
            key={slot.id}
            slot={slot}
            lang={appeal.letterLanguage}
            draftId={draft?.id ?? null}
            files={draft?.files.filter((file) => file.slotId === slot.id) ?? []}
            begun={begun}
            refresh={refresh}
            onBusy={onBusy}
          />
        ))}
      </ul>
      {draft !== null && left.length > 0 && <LeftFiles draftId={draft.id} files={left} refresh={refresh} />}
      {asked && (
        <SendPapers
          uploading={onWay.size > 0}
          draft={draft}
          papers={papers}
          onStale={refresh}
          onSent={(sent) => {
            setReceipt(sent)
            put({ draft: null })
            onSent()
          }}
          onRefused={onSent}
        />
      )}
    </section>
  )
}

interface SendPapersProps {
  /** A file is on its way to one of the places. */
  readonly uploading: boolean
  readonly draft: SubmissionDraft | null
  readonly papers: Asked
  readonly onStale: () => Promise<unknown>
  readonly onSent: (receipt: Submitted) => void
  readonly onRefused: () => void
}

/** Sends what is attached; the rest goes on being asked for. Pressed again after a lost answer it sends once. */
function SendPapers({ uploading, draft, papers, onStale, onSent, onRefused }: SendPapersProps) {
  const words = useWords('papers')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const attached = (id: string) => draft?.files.some((file) => file.slotId === id) === true
  const missing = papers.slots.filter(({ id, state }) => state === 'asked' && !attached(id))
  const some = draft !== null && draft.files.length > 0
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || uploading) return
    if (draft === null || !some) return setError(words.missing)
    setBusy(true)
    setError(null)
    try {
      const { id, version } = draft
      const idempotencyKey = crypto.randomUUID()
      onSent(await call('POST /api/submissions/:id/sending', { params: { id }, version, idempotencyKey }))
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
      if (fault instanceof ProblemError && fault.status === 412) await onStale()
      else if (fault instanceof ProblemError && fault.status === 409) onRefused()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate className="stack tight" onSubmit={send} aria-busy={busy}>
      {error !== null && <FieldError id="papers-fault">{error}</FieldError>}
      <div>
        <Button submit busy={(busy || uploading) && words.sending}>
          {words.send}
        </Button>
      </div>
      {some && missing.length > 0 && (
        <p className="meta">{fill(words.left, { names: missing.map(({ name }) => name).join(', ') })}</p>
      )}
    </form>
  )
}
