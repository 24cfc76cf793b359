import { type ReplyKind, replyKinds, sentFrom } from '../../domain/appeal/reply-kind.ts'
import { statesFor } from '../../domain/reply/reply.ts'
import { keptDraftDays } from '../../domain/reply/reply-acts.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdForItself, type ReplyInPlace } from './held-reply.ts'
import { recordMove } from './record-move.ts'
import { deadDrafts } from './reply-store.ts'

/** In a round; what is left over is taken by the next one. */
const most = 100

const statuses = replyKinds.map((kind): [ReplyKind, readonly string[]] => [kind, sentFrom(kind)])

/**
 * docs/office.md 6: throws away drafts of letters that can't go out any more, since the appeal was answered otherwise,
 * and that nobody has written in for 30 days. What they were stays with the step. Answers how many.
 */
export async function forgetReplyDrafts(context: Context): Promise<number> {
  const before = context.now() - keptDraftDays * 86_400_000
  const ids = await deadDrafts(context.db, statuses, before, most)
  for (const replyId of ids) {
    // One that can't be thrown away keeps no other from its turn.
    await forget(context, replyId, before).catch((error: unknown) => {
      context.log({
        level: 'error',
        message: 'a draft was not thrown away',
        reply: replyId,
        reason: String(error),
      })
    })
  }
  return ids.length
}

async function forget(context: Context, replyId: string, before: number): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const place = await holdForItself(trx, context, replyId)
    if (place === null || !isDead(place, before)) return
    await recordMove(trx, place, {
      move: 'discard',
      step: 'discarded',
      type: 'replyDiscarded',
      data: { replyId, version: place.reply.version },
      by: null,
    })
  })
}

/** Reopened, or written in, since it was found: it lives. */
const isDead = ({ reply, appeal }: ReplyInPlace, before: number): boolean =>
  statesFor('discard').includes(reply.state) &&
  reply.savedAt < before &&
  !sentFrom(reply.kind).includes(appeal.status)
