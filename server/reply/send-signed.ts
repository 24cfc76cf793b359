import { localDate } from '../../domain/calendar/instant.ts'
import type { AnnulReason } from '../../domain/registry/outgoing-number.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { outgoingOf } from '../registry/outgoing-store.ts'
import { annulNumber } from './annul-number.ts'
import { isAsApproved } from './as-approved.ts'
import { checkReply } from './check-reply.ts'
import { holdForItself } from './held-reply.ts'
import { lettersUnder } from './reply-letter-store.ts'
import { sendReply } from './send-reply.ts'
import { lastStep } from './step-store.ts'
import { voidApproval } from './void-approval.ts'
import { decidedReplies, repliesUnsignedBefore, signaturesSay } from './waiting-reply-store.ts'

/** As many letters as one round takes. */
const atOnce = 50

/**
 * Sends the signed letters of which the authority has said that no key was revoked; of one whose key was, the number is
 * annulled and it is approved as before (docs/signature.md). Run again, or twice at once, it sends nothing twice.
 * Answers how many went.
 */
export async function sendSigned(context: Context): Promise<number> {
  let sent = 0
  for (const replyId of await decidedReplies(context.db, atOnce)) {
    const went = await logged(context, replyId, () => settle(context, replyId))
    if (went === true) sent += 1
  }
  return sent
}

async function settle(context: Context, replyId: string): Promise<boolean> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdForItself(trx, context, replyId)
    const say = place === null ? null : await signaturesSay(trx, replyId)
    if (place === null || say === null || say === 'open') return false
    const outgoing = await outgoingOf(trx, replyId)
    const { approvedBy } = place.reply
    if (outgoing === null || approvedBy === null) return false
    const why = say === 'revoked' ? 'keyRevoked' : await overtakenBy(() => checkReply(trx, place))
    if (why !== null && why !== 'contentChanged') {
      await annulNumber(trx, place, why, null)
      return false
    }
    if (why !== null || !(await isAsApproved(trx, place))) {
      await voidApproval(trx, place)
      return false
    }
    const letters = await lettersUnder(trx, outgoing.id)
    const insteadOf = (await lastStep(trx, replyId, { is: 'signed' }))?.insteadOf ?? null
    await sendReply(trx, { place, outgoing, letters, approvedBy, insteadOf, by: null })
    return true
  })
}

/** While it waited the appeal moved on, or its new day came: what was signed can't be sent as it is. */
async function overtakenBy(check: () => Promise<void>): Promise<AnnulReason | null> {
  try {
    await check()
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [fault] = error.fields
    if (fault === undefined) return 'appealMovedOn'
    return fieldReasons[fault.field] ?? 'contentChanged'
  }
}
const fieldReasons: Readonly<Record<string, AnnulReason>> = { newDueDate: 'newDayUnfit', files: 'fileHeld' }

/** At midnight a letter that nobody signed loses its number; it is approved as before. Answers how many did. */
export async function unfreezeReplies(context: Context): Promise<number> {
  let annulled = 0
  const today = localDate(context.now())
  for (const replyId of await repliesUnsignedBefore(context.db, today, atOnce)) {
    const done = await logged(context, replyId, () =>
      inTransaction(context.db, async (trx) => {
        const place = await holdForItself(trx, context, replyId)
        const outgoing = await outgoingOf(trx, replyId)
        if (place?.reply.state !== 'toSign' || outgoing === null || outgoing.date >= today) return false
        await annulNumber(trx, place, 'notSigned', null)
        return true
      }),
    )
    if (done === true) annulled += 1
  }
  return annulled
}

/** A fault with one letter keeps no other from its turn. */
async function logged<Result>(
  context: Context,
  reply: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    context.log({ level: 'error', message: 'a letter could not be moved on', reply, reason: String(error) })
    return null
  }
}
