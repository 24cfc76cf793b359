import { useState } from 'react'
import { Link } from 'wouter'
import type { DeskLetters } from '../../../wire/desk.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface OvertakenLinesProps {
  readonly part: DeskLetters
  /** One was taken back, or it turned out that it could not be. */
  readonly onTakenBack: () => void
}

/** One's own letters that can't go any more, because another one moved the appeal on: a press takes each back. */
export function OvertakenLines({ part, onTakenBack }: OvertakenLinesProps) {
  const words = useWords('desk')
  return (
    <>
      <p className="hint">{words.overtakenHint}</p>
      <ul className="lines days overtaken">
        {part.replies.map((reply) => (
          <OvertakenLine key={reply.id} reply={reply} onTakenBack={onTakenBack} />
        ))}
      </ul>
    </>
  )
}

interface OvertakenLineProps {
  readonly reply: DeskLetters['replies'][number]
  readonly onTakenBack: () => void
}

function OvertakenLine({ reply, onTakenBack }: OvertakenLineProps) {
  const words = useWords('reply')
  const site = useWords('site')
  const attempt = useAttempt()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const { id: replyId, appealNumber } = reply
  const takeBack = () => {
    setBusy(true)
    call('POST /api/office/replies/:replyId/taking-back', {
      params: { replyId },
      idempotencyKey: attempt.keyOf([replyId]),
    })
      .then(onTakenBack, (error: unknown) => setFault(faultWords(error, site)))
      .finally(() => setBusy(false))
  }
  return (
    <li data-row={replyId}>
      <div>
        <Link className="go" href={paths.officeAppeal(reply.appealId)} lang={reply.letterLanguage}>
          {reply.subject}
        </Link>
        <p className="sub">
          {fill(words.paperTitle, { kind: words.kinds[reply.kind], number: appealNumber })}
        </p>
        {fault !== '' && <FieldError id={`fault-${replyId}`}>{fault}</FieldError>}
      </div>
      <div>
        <Button
          kind="secondary"
          small
          icon="returned"
          label={`${words.takeBack}, № ${appealNumber}`}
          busy={busy && words.takingBack}
          onPress={takeBack}
        >
          {words.takeBack}
        </Button>
      </div>
    </li>
  )
}
