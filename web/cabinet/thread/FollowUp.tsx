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

/** What this appeal follows and what followed it, and the ways on from one that is over. */
export function FollowUp({ appeal }: { appeal: OwnAppeal }) {
  const words = useWords('thread')
  const { follows, followedBy, mayFollow } = appeal
  return (
    <>
      {follows !== null && <Neighbour row={follows} says={words.follows[follows.kind]} />}
      {followedBy.map((row) => (
        <Neighbour key={row.id} row={row} says={words.followedBy[row.kind]} />
      ))}
      {mayFollow.length > 0 && <Begin appealId={appeal.id} mayFollow={mayFollow} />}
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

/** A press opens a draft; pressed again, the same one. */
function Begin({ appealId, mayFollow }: { appealId: string; mayFollow: readonly FollowKind[] }) {
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
