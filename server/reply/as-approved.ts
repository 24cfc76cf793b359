import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventData } from '../../domain/appeal/event.ts'
import { chainOf } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { digestsOf, laidOut, replyToPrint } from './lay-out-reply.ts'

/**
 * Whether a letter still says and looks what its approval bound, as the approver's, number and date blank. A name, a
 * setting, the sheet or who answers may have changed since; then nobody has said yes to what would go out.
 */
export async function isAsApproved(trx: Db, place: ReplyInPlace): Promise<boolean> {
  const { reply, sent } = place
  const event = (await chainOf(trx, sent.id)).findLast(
    ({ type, data }) => type === 'replyApproved' && (data as Approved).replyId === reply.id,
  )
  if (event === undefined || reply.approvedBy === null) return false
  const approved = event.data as Approved
  const approver = { id: reply.approvedBy, insteadOf: approved.insteadOf ?? null }
  return (
    event.actor === actorOf(approver.id) &&
    contentDigest(contentOf(reply)) === approved.contentDigest &&
    digestsOf(laidOut(await replyToPrint(trx, place, approver, null))).join() ===
      approved.previewDigests.join()
  )
}

type Approved = EventData['replyApproved']
