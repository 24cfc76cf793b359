import { useState } from 'react'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { WithdrawalDecision } from '../../../wire/submission-signing.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface WithdrawalPartProps {
  readonly appeal: OfficeAppeal
  readonly onDone: () => void
}

/** The client wants the appeal back: agree, which ends it, or say why it goes on (docs/decisions/0059). */
export function WithdrawalPart({ appeal, onDone }: WithdrawalPartProps) {
  const words = useWords('case')
  const site = useWords('site')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const asked = appeal.correspondence.find(({ withdrawal }) => withdrawal?.state === 'open')
  if (asked?.withdrawal == null || !appeal.actions.includes('withdraw')) return null
  const submissionId = asked.id
  const decide = async (body: WithdrawalDecision) => {
    setBusy(true)
    setError(undefined)
    try {
      await call('POST /api/office/appeals/:id/withdrawal-decision', {
        params: { id: appeal.id },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      onDone()
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="in stack tight no-print">
      <Note kind="wait" icon="wait">
        {fill(words.withdrawalAsked, { day: formatShortDate(asked.withdrawal.decideBy) })}
      </Note>
      <p>{fill(words.withdrawalWhy, { reason: asked.texts[0]?.text ?? '' })}</p>
      <p className="hint">{words.withdrawalAgreeHint}</p>
      <div>
        <Button
          kind="secondary"
          small
          busy={busy && words.sending}
          onPress={() => void decide({ accepted: true, submissionId })}
        >
          {words.withdrawalAgree}
        </Button>
      </div>
      <More title={words.withdrawalDecline} open={error !== undefined}>
        <div className="stack tight">
          <TextArea
            id={`withdrawal-${appeal.id}`}
            rows={3}
            label={words.withdrawalReason}
            value={reason}
            onChange={(next) => {
              setError(undefined)
              setReason(next)
            }}
            maxLength={1000}
            countFrom={200}
            error={error}
          />
          <div>
            <Button
              kind="secondary"
              small
              busy={busy && words.sending}
              onPress={() => void decide({ accepted: false, submissionId, reason })}
            >
              {words.withdrawalDecline}
            </Button>
          </div>
        </div>
      </More>
    </div>
  )
}
