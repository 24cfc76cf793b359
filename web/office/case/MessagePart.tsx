import { type FormEvent, useRef, useState } from 'react'
import { messageLength } from '../../../domain/submission/submission.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldError, TextArea } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { useKeptText } from './use-kept-text.ts'

interface MessagePartProps {
  readonly appeal: OfficeAppeal
  readonly onDone: (said: 'messageSent' | 'noAnswerNeeded') => void
}

/** A message to the client beside the letters: it has no number and is no answer. Open while they wait for a word. */
export function MessagePart({ appeal, onDone }: MessagePartProps) {
  const words = useWords('case')
  if (!appeal.acts.includes('writeMessage')) return null
  return (
    <div className="in stack tight no-print">
      {appeal.awaitsWordSince !== null && (
        <AwaitsWord appeal={appeal} since={appeal.awaitsWordSince} onDone={onDone} />
      )}
      <More title={words.writeMessage} open={appeal.awaitsWordSince !== null}>
        <NewMessage appeal={appeal} onDone={onDone} />
      </More>
    </div>
  )
}

/** The client has written and waits: an answer below, or a word that none is needed. */
function AwaitsWord({ appeal, since, onDone }: MessagePartProps & { readonly since: string }) {
  const words = useWords('case')
  const site = useWords('site')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const settle = async () => {
    const { id, lastSubmissionId: seen } = appeal
    if (seen === null) return
    setBusy(true)
    setError(null)
    try {
      await call('POST /api/office/appeals/:id/no-answer-needed', {
        params: { id },
        body: { seen },
        idempotencyKey: attempt.keyOf(seen),
      })
      attempt.done()
      onDone('noAnswerNeeded')
    } catch (fault) {
      setError(faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Note kind="wait" icon="wait">
        {fill(words.awaitsWord, { at: shortMoment(since) })}
      </Note>
      {error !== null && <FieldError id="no-answer-fault">{error}</FieldError>}
      <div>
        <Button kind="secondary" small busy={busy && words.sending} onPress={() => void settle()}>
          {words.needsNoAnswer}
        </Button>
      </div>
    </>
  )
}

function NewMessage({ appeal, onDone }: MessagePartProps) {
  const words = useWords('case')
  const site = useWords('site')
  const [text, setText, forgetSent] = useKeptText(`message.${appeal.id}`)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const sending = useRef<{ readonly text: string; readonly seen: string | null }>(null)
  const attempt = useAttempt()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (text.trim() === '') return setError(words.textMissing)
    setBusy(true)
    setError(undefined)
    try {
      // Pressed again after a lost answer it is the same message, whatever has come meanwhile.
      const body = sending.current?.text === text ? sending.current : { text, seen: appeal.lastSubmissionId }
      sending.current = body
      await call('POST /api/office/appeals/:id/messages', {
        params: { id: appeal.id },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      sending.current = null
      forgetSent(text)
      onDone('messageSent')
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate className="stack tight" onSubmit={submit} aria-busy={busy}>
      <TextArea
        id={`message-${appeal.id}`}
        rows={3}
        label={words.messageText}
        hint={words.messageHint}
        value={text}
        onChange={(next) => {
          setError(undefined)
          setText(next)
        }}
        maxLength={messageLength}
        countFrom={500}
        error={error}
      />
      <div>
        <Button submit kind="secondary" small icon="eye" busy={busy && words.sending}>
          {words.sendMessage}
        </Button>
      </div>
      <p className="meta">{words.keptHere}</p>
    </form>
  )
}
