import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../wire/reply.ts'
import { call } from '../../api.ts'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { useKeptText } from '../case/use-kept-text.ts'
import { useKey } from '../queue/use-key.ts'
import { useAttempt } from '../use-attempt.ts'

interface SendBackProps {
  readonly reply: Reply
  /** What has to be undone before it can go back, and what is said of that. */
  readonly first?: () => Promise<void>
  readonly hint?: string
  readonly onRefused: (error: unknown) => void
  readonly onSent: () => void
}

const leastRemark = 5

/** Back to who wrote it, with what has to be changed; the client never sees it. */
export function SendBack({ reply, first, hint, onRefused, onSent }: SendBackProps) {
  const words = useWords('reply')
  // What was written stays when it is refused, and when the letter is renewed under it.
  const [remark, setRemark, forgetSent] = useKeptText(`remark.${reply.id}`)
  const [short, setShort] = useState(false)
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  useKey('alt', 'KeyR', () => document.getElementById('remark')?.focus())
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const said = remark.trim()
    setShort(said.length < leastRemark)
    if (said.length < leastRemark) {
      document.getElementById('remark')?.focus()
      return
    }
    setBusy(true)
    try {
      await first?.()
      await call('POST /api/office/replies/:replyId/return', {
        params: { replyId: reply.id },
        body: { version: reply.version, remark: said },
        idempotencyKey: attempt.keyOf([reply.id, reply.version, said]),
      })
      attempt.done()
      forgetSent(remark)
      onSent()
    } catch (refusal) {
      onRefused(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="panel" noValidate onSubmit={submit} aria-busy={busy} aria-label={words.sendBack}>
      <h2>{words.sendBack}</h2>
      <TextArea
        id="remark"
        rows={3}
        label={words.remarkLabel}
        value={remark}
        onChange={(text) => {
          setRemark(text)
          setShort(false)
        }}
        maxLength={2000}
        countFrom={200}
        error={short ? words.remarkMissing : undefined}
      />
      <Button submit kind="secondary" icon="returned" className="whole" busy={busy && words.sendingBack}>
        {words.sendBackTo}
      </Button>
      {hint !== undefined && <p className="sub">{hint}</p>}
      <Note icon="lock">{words.remarkHidden}</Note>
    </form>
  )
}
