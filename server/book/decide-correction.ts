import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { z } from 'zod'
import { actorOf } from '../../domain/appeal/actor.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Correction, CorrectionDecision } from '../../wire/book.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { lockForAct, lockKnown } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { outgoingRegister } from '../registry/outgoing-store.ts'
import { appealsRegister, lockRegister } from '../registry/registry-store.ts'
import {
  type CorrectionRow,
  correctionById,
  decide,
  lockCorrection,
  shownCorrection,
} from './correction-store.ts'

const states = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const

/**
 * A head approves or refuses what a registrar proposed, never what they proposed themselves; who proposed it may take
 * it back. From the approval on the book shows the old value struck and the new one; nothing else of the appeal
 * changes, no day least of all. Throws NotFound or Refused.
 */
export async function decideCorrection(
  context: Context,
  caller: Asker,
  { id: appealId, correctionId }: { id: string; correctionId: string },
  { decision, remark }: z.output<typeof CorrectionDecision>,
): Promise<Correction> {
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockKnown(trx, asker, appealId)
    const row = await lockCorrection(trx, appealId, correctionId)
    if (row === null) throw new NotFound()
    const own = row.proposed_by === asker.id
    if (decision === 'withdraw') {
      if (!own) throw new Refused(refuse('correction_others'))
    } else {
      await lockForAct(trx, asker, 'approveCorrection', appealId)
      if (own) throw new Refused(refuse('correction_own'))
    }
    if (row.state !== 'proposed') throw new Refused(refuse('correction_decided', decidedBy(row)))
    // An edition of its month that is being made has it, or is known to lack it.
    await lockRegister(trx, row.outgoing_id === null ? appealsRegister : outgoingRegister)
    const now = context.now()
    await decide(trx, correctionId, { state: states[decision], by: asker.id, at: now, remark })
    if (decision === 'approve') {
      await appendEvent(trx, {
        appealId,
        type: 'registerCorrected',
        occurredAt: now,
        recordedAt: now,
        actor: actorOf(asker.id),
        source: 'office',
        key: `registerCorrected:${correctionId}`,
        data: {
          correctionId,
          register: row.register_code,
          field: row.field,
          commitment: commitmentOf(row),
        },
      })
    }
    return shownCorrection(await correctionById(trx, correctionId))
  })
}

function decidedBy(row: CorrectionRow): { name: string; at: string } {
  const { decidedBy: name, decidedAt: at } = shownCorrection(row)
  return { name: name ?? '', at: at ?? '' }
}

/** SHA-256, lower-case hexadecimal, of the row's salt and the RFC 8785 JSON of what the correction says. */
export function commitmentOf(row: CorrectionRow): string {
  const { year, number, field, before, after, reason, basis } = row
  const says = {
    register: row.register_code,
    year,
    number,
    field,
    before,
    after,
    reason,
    basis,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
  }
  const json = canonicalize(says)
  if (json === undefined) throw new TypeError('a correction is an object')
  return createHash('sha256').update(row.salt).update(json).digest('hex')
}
