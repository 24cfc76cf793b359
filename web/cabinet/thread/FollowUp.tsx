import { useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FollowKind } from '../../../domain/appeal/follow-up.ts'
import type { NeighbourRow, OwnAppeal } from '../../../wire/follow-up.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { Badge } from '../../appeal/Badge.tsx'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'

/** The letter that closed the appeal, of what is there newest first: the ways on are under it. */
export const closingLetterOf = ({ correspondence }: OwnAppeal) =>
  correspondence.find(({ kind }) => kind === 'answer' || kind === 'forwarding' || kind === 'return')

/** What this appeal follows and what followed it; the ways on too, where no letter has closed it. */
export function FollowUp({ appeal }: { appeal: OwnAppeal }) {
  const words = useWords('thread')
  const { follows, followedBy } = appeal
  return (
    <>
      {follows !== null && <Neighbour row={follows} says={words.follows[follows.kind]} />}
      {followedBy.map((row) => (
        <Neighbour key={row.id} row={row} says={words.followedBy[row.kind]} />
      ))}
      {closingLetterOf(appeal) === undefined && <WaysOn appeal={appeal} />}
    </>
  )
}

function Neighbour({ row, says }: { row: NeighbourRow; says: string }) {
  return (
    <p className="row">
      <Link className="link" href={paths.appeal(row.id)}>
        {fill(says, { number: row.number })}
      </Link>
      <Badge status={row.status} />
    </p>
  )
}

/** To object, or to write again: a press opens a draft; pressed again, the same one. */
export function WaysOn({ appeal: { id: appealId, mayFollow } }: { appeal: OwnAppeal }) {
  const words = useWords('thread')
  const site = useWords('site')
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState<FollowKind | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const keys = useRef({ objection: crypto.randomUUID(), again: crypto.randomUUID() })
  const begin = (kind: FollowKind) => {
    if (busy !== null) return
    setBusy(kind)
    setFault(null)
    call('POST /api/appeals/:id/follow-ups', {
      params: { id: appealId },
      body: { kind },
      idempotencyKey: keys.current[kind],
    })
      .then(
        ({ id }) => navigate(paths.draft(id)),
        (error: unknown) => setFault(faultWords(error, site)),
      )
      .finally(() => setBusy(null))
  }
  if (mayFollow.length === 0) return null
  return (
    <div className="stack tight no-print">
      <p className="row">
        {mayFollow.map((kind) => (
          <Button
            key={kind}
            kind={kind === 'objection' ? 'secondary' : 'plain'}
            describedBy={kind === 'objection' ? 'objection-hint' : undefined}
            onPress={() => begin(kind)}
            busy={busy === kind && words.beginning}
          >
            {words.begin[kind]}
          </Button>
        ))}
      </p>
      {mayFollow.includes('objection') && (
        <p className="hint" id="objection-hint">
          {words.objectionHint}
        </p>
      )}
      {fault !== null && <FieldError id="follow-fault">{fault}</FieldError>}
    </div>
  )
}
