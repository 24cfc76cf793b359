import { type FormEvent, useState } from 'react'
import type { Internal } from '../../../wire/case.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { faultsOf } from './AskForm.tsx'
import { QuestionFiles } from './QuestionFiles.tsx'
import { useKeptText } from './use-kept-text.ts'

interface AnswerFormProps {
  readonly appealId: string
  readonly questionId: string
  readonly internal: Internal
  readonly onInternal: (internal: Internal) => void
  readonly onAnswered: () => void
}

/** The asked unit's answer; with it the unit's sight of the appeal ends. */
export function AnswerForm({ appealId, questionId, internal, onInternal, onAnswered }: AnswerFormProps) {
  const words = useWords('case')
  const site = useWords('site')
  const [text, setText, forgetSent] = useKeptText(`answer.${questionId}`)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') {
      setError(words.textMissing)
      return
    }
    const body = { text, fileIds: internal.uploads.map(({ id }) => id) }
    setBusy(true)
    setError(undefined)
    try {
      await call('POST /api/office/appeals/:id/questions/:questionId/answer', {
        params: { id: appealId, questionId },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      forgetSent(text)
      onAnswered()
    } catch (fault) {
      const faults = faultsOf(fault, faultWords(fault, site))
      setError(Object.values(faults).join(' '))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate className="stack tight no-print" onSubmit={submit} aria-busy={busy}>
      <TextArea
        id={`answer-${questionId}`}
        rows={4}
        label={words.answerLabel}
        hint={words.answerHint}
        value={text}
        onChange={(next) => {
          setError(undefined)
          setText(next)
        }}
        error={error}
      />
      <QuestionFiles
        appealId={appealId}
        id={`answer-files-${questionId}`}
        of={words.answerLabel}
        uploads={internal.uploads}
        nearLimits={internal.nearLimits ?? []}
        onChange={(uploads) => onInternal({ ...internal, uploads })}
      />
      <div>
        <Button submit kind="secondary" small icon="lock" busy={busy && words.sending}>
          {words.answerSend}
        </Button>
      </div>
      <p className="meta">{words.keptHere}</p>
    </form>
  )
}
