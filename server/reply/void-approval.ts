import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import { keepReason } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import { outgoingOf } from '../registry/outgoing-store.ts'
import { annulNumber } from './annul-number.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { recordMove } from './record-move.ts'

/**
 * An approved letter is not what was approved any more: its number is annulled, where it has one, and it goes back to
 * who wrote it, to be proposed and looked at again. It comes by itself. In the transaction that holds the letter.
 */
export async function voidApproval(trx: Db, place: ReplyInPlace): Promise<void> {
  const { reply, sent, now } = place
  if ((await outgoingOf(trx, reply.id)) !== null) await annulNumber(trx, place, 'contentChanged', null)
  // Who reads it may read either language.
  const remark = `${kk.approvalVoid}\n${ru.approvalVoid}`
  const remarkId = await keepReason(trx, sent.id, remark, null, now)
  await recordMove(trx, place, {
    move: 'sendBack',
    step: 'sentBack',
    type: 'replySentBack',
    data: { replyId: reply.id, version: reply.version, remarkId },
    by: null,
    remark,
  })
}
