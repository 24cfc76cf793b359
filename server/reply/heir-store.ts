import { isWrittenByOther } from '../../domain/reply/lease.ts'
import { openReplyStates } from '../../domain/reply/reply.ts'
import { discardWish } from '../../domain/reply/reply-heir.ts'
import { aboutIds } from '../appeal/appeal-store.ts'
import type { Db } from '../context.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { keepMove } from './move-store.ts'
import { addStep, type KeptReply, leaseOf, lockReplyRow } from './reply-store.ts'

/** Letters in work of somebody, with their appeals; of one appeal where it is named. */
export async function lettersBy(db: Db, staffId: string, appealId?: string) {
  const letters = db
    .selectFrom('reply')
    .innerJoin('appeal', 'appeal.id', 'reply.appeal_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .select(['reply.id', 'reply.appeal_id', 'reply.kind', 'reply.state', 'saved_at'])
    .select(['reply.lease', 'reply.writer_id', 'reply.leased_until'])
    .select(['appeal.unit_id', 'appeal.executor_id', 'appeal.co_executor_ids'])
    .select(['appeal.number', 'appeal.registration_date', 'coupon.year', 'coupon.number as coupon_number'])
    .select(aboutIds.as('about_ids'))
    .where('reply.author_id', '=', staffId)
    .where('reply.state', 'in', openReplyStates)
    .orderBy('reply.created_at')
    .orderBy('reply.id')
  const rows = await (appealId === undefined ? letters : letters.where('appeal.id', '=', appealId)).execute()
  return rows.map((row) => ({
    id: row.id,
    appealId: row.appeal_id,
    kind: row.kind,
    state: row.state,
    savedAt: row.saved_at.getTime(),
    lease: leaseOf(row),
    unitId: row.unit_id,
    executorId: row.executor_id,
    coExecutorIds: row.co_executor_ids,
    aboutIds: row.about_ids,
    number: row.number,
    registrationDate: row.registration_date,
    coupon: { year: row.year, number: row.coupon_number },
  }))
}

interface Giving {
  /** Null: a command. */
  readonly by: string | null
  /** Epoch milliseconds. */
  readonly at: number
}

/**
 * A letter in work has another author from now on; its way says whose it was. Another who writes it now goes on. The
 * letter is held.
 */
export async function giveAuthor(
  trx: Db,
  reply: KeptReply,
  heirId: string,
  { by, at }: Giving,
): Promise<void> {
  await trx
    .updateTable('reply')
    .set({
      author_id: heirId,
      ...(isWrittenByOther(reply.lease, reply.authorId, at) ? {} : { writer_id: null, leased_until: null }),
    })
    .where('id', '=', reply.id)
    .execute()
  const content = contentOf(reply)
  await addStep(trx, reply.id, {
    step: 'handedOver',
    version: reply.version,
    content,
    contentDigest: contentDigest(content),
    by,
    insteadOf: null,
    remark: null,
    author: { before: reply.authorId, after: heirId },
    at,
  })
}

/** The same of a letter by its id, or it is thrown away. The appeal is locked. */
export async function giveLetter(
  trx: Db,
  replyId: string,
  heir: string | typeof discardWish,
  giving: Giving,
): Promise<void> {
  const reply = await lockReplyRow(trx, replyId)
  if (reply === null) return
  if (heir !== discardWish) return await giveAuthor(trx, reply, heir, giving)
  const { by, at } = giving
  const data = { replyId: reply.id, version: reply.version }
  await keepMove(trx, reply, { move: 'discard', step: 'discarded', type: 'replyDiscarded', data, by }, at)
}
