import { useState } from 'react'
import { Link } from 'wouter'
import type { Correction } from '../../../wire/book.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface ProposalsProps {
  readonly proposals: readonly Correction[]
  readonly onDecided: () => void
}

/** Corrections that wait: what was, what is to be, why; decided by a head, taken back by who proposed it. */
export function Proposals({ proposals, onDecided }: ProposalsProps) {
  const words = useWords('book')
  const site = useWords('site')
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const decide = async (one: Correction, decision: Correction['may'][number]) => {
    setBusy(one.id)
    setFault(null)
    try {
      await call('POST /api/office/appeals/:id/register-corrections/:correctionId/decision', {
        params: { id: one.appealId, correctionId: one.id },
        body: { decision },
        idempotencyKey: attempt.keyOf([one.id, decision]),
      })
      attempt.done()
    } catch (refused) {
      setFault(faultWords(refused, site))
    }
    setBusy(null)
    onDecided()
  }
  return (
    <section className="proposals" aria-labelledby="proposals">
      <h2 id="proposals">{words.proposals}</h2>
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      <ul className="side-lines">
        {proposals.map((one) => (
          <li key={one.id}>
            <Proposal one={one} busy={busy === one.id} onDecide={(decision) => decide(one, decision)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ProposalProps {
  readonly one: Correction
  readonly busy: boolean
  readonly onDecide: (decision: Correction['may'][number]) => void
}

function Proposal({ one, busy, onDecide }: ProposalProps) {
  const words = useWords('book')
  const language = useLanguage()
  const field = words.fields[one.field]
  const number = one.shown
  const { proposedBy: name, reason, basis } = one
  return (
    <div className="proposal">
      <div>
        <Link className="link" href={paths.officeAppeal(one.appealId)}>
          {fill(words.proposalLine, { number, field })}
        </Link>
        <p>
          <del>
            <span className="hide">{fill(words.was, { text: '' })}</span>
            {one.before[language]}
          </del>{' '}
          <ins>
            <span className="hide">{fill(words.now, { text: '' })}</span>
            {one.after[language]}
          </ins>
        </p>
        <p className="sub">
          {fill(words.proposedBy, { name, at: shortMoment(one.proposedAt), reason, basis })}
        </p>
      </div>
      <div className="row">
        {one.may.map((decision) => (
          <Button
            key={decision}
            kind="secondary"
            small
            busy={busy && words[decision]}
            label={fill(words.decisionOf, { act: words[decision], number, field })}
            onPress={() => onDecide(decision)}
          >
            {words[decision]}
          </Button>
        ))}
      </div>
    </div>
  )
}
