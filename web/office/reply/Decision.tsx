import { useState } from 'react'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { useKey } from '../queue/use-key.ts'
import { useAttempt } from '../use-attempt.ts'
import { ApproveWindow } from './ApproveWindow.tsx'
import { ReplyFacts } from './ReplyFacts.tsx'
import { SendBack } from './SendBack.tsx'
import { approvalComes } from './sending-comes.ts'
import type { ShownReply } from './show-reply.ts'

interface DecisionProps {
  readonly shown: ShownReply
  readonly onDecided: (said: string) => void
  /** It is another one by now: read it again. */
  readonly onChanged: () => void
}

/** Facts at the side of the letter, and the two answers: yes, or back with a remark. */
export function Decision({ shown, onDecided, onChanged }: DecisionProps) {
  const words = useWords('reply')
  const site = useWords('site')
  const { reply, letters } = shown
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const decides = reply.state === 'proposed'
  const why = reply.whyNot.approve ?? null
  const may = reply.may.includes('approve') && letters !== null
  const named = { number: reply.appeal.number }
  const seals = reply.signature === 'seal'
  useKey('ctrl', 'Enter', decides && may ? () => setAsked(true) : null)

  const refused = (error: unknown) => {
    const status = error instanceof ProblemError ? error.status : 0
    const said = faultWords(error, site)
    // 412: other words, or another look; 409: somebody was first, and the server says who.
    setFault(
      status === 412 ? words.changedMeanwhile : status === 409 ? `${said} ${words.changedMeanwhile}` : said,
    )
    // What was read is old: the new one is shown, and nothing is tried again by itself.
    if (status === 409 || status === 412) onChanged()
  }
  const approve = async () => {
    if (letters === null) return
    const { version, contentDigest, previewDigests } = letters
    const body = { version, contentDigest, previewDigests }
    setBusy(true)
    try {
      const next = await call('POST /api/office/replies/:replyId/approval', {
        params: { replyId: reply.id },
        body,
        idempotencyKey: attempt.keyOf([reply.id, body]),
      })
      attempt.done()
      onDecided(fill(next.state === 'sent' ? words.approvedSent : words.approved, named))
    } catch (error) {
      setAsked(false)
      refused(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <aside className="cards" aria-label={words.decision}>
      <section className="panel" aria-labelledby="h-decision">
        <h2 id="h-decision">{words.decision}</h2>
        {fault !== null && (
          <Banner kind="wait" icon="warning" role="alert">
            <p>{fault}</p>
          </Banner>
        )}
        <ReplyFacts reply={reply} />
        {decides && (
          <div className="stack tight">
            <Button
              icon="shield"
              className="whole"
              unavailable={!may}
              describedBy="approve-note"
              onPress={() => setAsked(true)}
              onUnavailable={() => setFault(why)}
            >
              {seals ? words.approveSeal : words.approve}
            </Button>
            <p className="sub" id="approve-note">
              {may ? approvalComes(reply, words).join(' ') : why}
            </p>
          </div>
        )}
        {!decides && <Note icon="info">{words.decided}</Note>}
      </section>
      {decides && reply.may.includes('sendBack') && (
        <SendBack reply={reply} onRefused={refused} onSent={() => onDecided(fill(words.sentBack, named))} />
      )}
      {asked && (
        <ApproveWindow
          reply={reply}
          seals={seals}
          busy={busy}
          onApprove={() => void approve()}
          onClose={() => setAsked(false)}
        />
      )}
    </aside>
  )
}
