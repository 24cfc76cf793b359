import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { maySubmit } from '../../../domain/submission/submission.ts'
import type { Appeal } from '../../../wire/appeal.ts'
import type { EgovMobileSigned } from '../../../wire/egov-mobile.ts'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import type { PreparedSubmission } from '../../../wire/submission-signing.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { isCodeHere, letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useLanguage, useWords } from '../../words.ts'
import { signedHere } from '../sign/kept-signature.ts'
import { SignWithdrawal } from './SignWithdrawal.tsx'

interface WithdrawProps {
  readonly appeal: Appeal
  /** Something was sent: the thread is read again. */
  readonly onSent: () => void
}

/** The client asks to have the appeal back: a reason, the letter made of it, and a signature (docs/decisions/0059). */
export function Withdraw({ appeal, onSent }: WithdrawProps) {
  const words = useWords('thread')
  const language = useLanguage()
  const [sentAt, setSentAt] = useState<string | null>(null)
  const refusal = maySubmit('withdrawal', appeal.status, 'writer')
  const isAsked = appeal.correspondence.some(({ withdrawal }) => withdrawal?.state === 'open')
  const said = (
    <p role="status" className="said">
      {sentAt !== null && fill(words.withdrawSent, { date: longMoment(sentAt, language) })}
    </p>
  )
  if (refusal?.code === 'withdrawal_unregistered') return <p className="hint">{words.withdrawUnregistered}</p>
  if (refusal !== null || isAsked) return said
  const sent = (at: string) => {
    setSentAt(at)
    onSent()
  }
  return (
    <Begun appealId={appeal.id} language={appeal.letterLanguage} onSent={sent}>
      {said}
    </Begun>
  )
}

interface AskProps {
  readonly appealId: string
  readonly language: Appeal['letterLanguage']
  readonly onSent: (at: string) => void
}

/** Open at once where something of it is under way: signed and not sent, or before a phone. */
function Begun({ children, ...props }: AskProps & { readonly children: ReactNode }) {
  const words = useWords('thread')
  const personId = useSession().session.person?.id ?? ''
  const { data } = useLoad(`withdrawal ${props.appealId}`, (signal, quiet) =>
    call('GET /api/appeals/:id/submission-draft', {
      params: { id: props.appealId },
      query: { kind: 'withdrawal' },
      signal,
      quiet,
    }),
  )
  const draft = data?.draft ?? null
  const underWay = draft !== null && isUnderWay(personId, draft)
  return (
    <More title={words.withdraw} open={underWay}>
      {children}
      {data !== undefined && <Ask {...props} first={draft} underWay={underWay} />}
    </More>
  )
}

const isUnderWay = (personId: string, { id, egovMobileSigned }: SubmissionDraft): boolean =>
  egovMobileSigned !== null || signedHere(personId, id) !== null || isCodeHere(letterPlace(personId, id))

interface BegunProps extends AskProps {
  readonly first: SubmissionDraft | null
  readonly underWay: boolean
}

function Ask({ appealId, language, onSent, first, underWay }: BegunProps) {
  const words = useWords('thread')
  const site = useWords('site')
  const [text, setText] = useState(first?.text ?? '')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [ready, setReady] = useState<Ready | null>(null)
  const prepare = async () => {
    if (busy) return
    if (text.trim() === '') return setError(words.withdrawMissing)
    setBusy(true)
    setError(undefined)
    try {
      setReady(await prepared(appealId, text))
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
    }
    setBusy(false)
  }
  const latest = useRef(prepare)
  useEffect(() => {
    if (underWay) void latest.current()
  }, [underWay])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void prepare()
  }
  const back = (why?: string) => {
    setReady(null)
    setError(why)
  }
  if (ready !== null) return <SignWithdrawal {...ready} language={language} onSent={onSent} onBack={back} />
  return (
    <form noValidate className="stack no-print" onSubmit={submit} aria-busy={busy}>
      <div className="grows">
        <TextArea
          id="withdrawal-reason"
          rows={3}
          label={words.withdrawReason}
          hint={words.withdrawHint}
          value={text}
          onChange={(next) => {
            setError(undefined)
            setText(next)
          }}
          maxLength={1000}
          countFrom={200}
          error={error}
        />
      </div>
      <div>
        <Button submit kind="secondary" busy={busy && words.withdrawPreparing}>
          {words.withdrawPrepare}
        </Button>
      </div>
    </form>
  )
}

interface Ready {
  readonly draftId: string
  readonly letter: PreparedSubmission
  readonly signedThere: EgovMobileSigned | null
}

/** Keeps the reason, whatever another device has written of it, and has the letter made. Throws ProblemError. */
async function prepared(appealId: string, text: string): Promise<Ready> {
  const draft = await call('POST /api/appeals/:id/submissions', {
    params: { id: appealId },
    body: { kind: 'withdrawal' },
    idempotencyKey: crypto.randomUUID(),
  })
  const params = { id: draft.id }
  if (draft.text !== text) {
    await call('PATCH /api/submissions/:id', { params, body: { text }, version: draft.version })
  }
  const { egovMobileSigned } = draft
  const letter = await call('POST /api/submissions/:id/letter', { params })
  return { draftId: draft.id, letter, signedThere: egovMobileSigned }
}
