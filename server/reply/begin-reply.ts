import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import { refuse } from '../../domain/refusal.ts'
import { leased } from '../../domain/reply/lease.ts'
import { whyNotWrite } from '../../domain/reply/reply-acts.ts'
import type { Reply } from '../../wire/reply.ts'
import { tellWhoWasFirst } from '../appeal/last-act-store.ts'
import { lockKnown } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { correspondenceOf } from '../correspondence/correspondence-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'
import { insertReply, openReply, saveLease } from './reply-store.ts'
import { showReply } from './show-reply.ts'

const nobody = { token: 0, writerId: null, until: null }

/** A correction is of a letter that was sent on this appeal, no message; nothing else corrects one. Throws Refused. */
async function checkCorrected(trx: Db, appealId: string, kind: ReplyKind, corrects?: string): Promise<void> {
  if (kind !== 'correction' && corrects === undefined) return
  const sent = (await correspondenceOf(trx, appealId)).some(
    (one) => one.id === corrects && one.kind !== 'message',
  )
  if (kind === 'correction' && sent) return
  const refusal = refuse(corrects === undefined ? 'required' : 'reply_corrects_none')
  throw new Refused(refusal, [{ field: 'corrects', refusal }])
}

/**
 * Begins a letter of a kind, or opens the one that is in work: there is one of a kind, so that two people see each
 * other's and not two answers (docs/decisions/0029). Who opens it writes it, if nobody does. Throws NotFound or
 * Refused.
 */
export async function beginReply(
  context: Context,
  caller: Asker,
  appealId: string,
  { kind, corrects }: { readonly kind: ReplyKind; readonly corrects?: string | undefined },
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const facts = await lockKnown(trx, asker, appealId)
    const now = context.now()
    const refusal = whyNotWrite(asker, kind, facts)
    if (refusal !== null) throw new Refused(await tellWhoWasFirst(trx, appealId, refusal))
    const open = await openReply(trx, appealId, kind)
    if (open === null) await checkCorrected(trx, appealId, kind, corrects)
    // What is written of one letter does not go out as the correction of another.
    else if (corrects !== undefined && corrects !== open.corrects)
      throw new Refused(refuse('reply_corrects_other'))
    const lease = leased(open?.lease ?? nobody, asker.id, now, false)
    const inside = { ...context, db: trx }
    if (open !== null) {
      if (open.state === 'draft' && lease !== null) await saveLease(trx, open.id, lease)
      return await showReply(inside, asker, open.id)
    }
    const id = await insertReply(trx, {
      appealId,
      kind,
      corrects: corrects ?? null,
      authorId: asker.id,
      lease: lease ?? nobody,
      at: now,
    })
    return await showReply(inside, asker, id)
  })
}
