import { randomUUID } from 'node:crypto'
import { actorOf } from '../../domain/appeal/actor.ts'
import { stateOf } from '../../domain/appeal/history.ts'
import { termStatuses } from '../../domain/appeal/status.ts'
import { without } from '../../domain/appeal/work.ts'
import { isByConcerned } from '../../domain/reply/why-not.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { appendEvent, historyOf } from '../appeal/event-store.ts'
import { complaintsAbout, hadPartIn } from '../appeal/follow-up-store.ts'
import type { Context, Db } from '../context.ts'
import { holdForItself, type ReplyInPlace } from './held-reply.ts'
import { waitingReplies } from './reply-store.ts'
import { lastStep } from './step-store.ts'
import { voidApproval } from './void-approval.ts'

interface Named {
  readonly appealId: string
  /** All of them: who was named before and is not among these is concerned no more. */
  readonly staffIds: readonly string[]
  readonly reasonId: string | null
  /** Who named them; null: nobody pressed, the program did. */
  readonly by: string | null
  readonly at: number
}

/**
 * Writes whom of the staff an appeal is about, and takes it out of their hands: what they held is free work again, and
 * what they wrote or said yes to is a draft. The appeal and the office are held.
 */
export async function keepOut(trx: Db, context: Pick<Context, 'now'>, named: Named): Promise<void> {
  const { appealId, staffIds, reasonId, by, at } = named
  const before = stateOf(await historyOf(trx, appealId))
  const key = randomUUID()
  const common = {
    appealId,
    occurredAt: at,
    recordedAt: at,
    actor: actorOf(by),
    source: by === null ? 'registry' : 'office',
  } as const
  await appendEvent(trx, {
    ...common,
    type: 'concernsNamed',
    key: `concernsNamed:${key}`,
    data: { staffIds, reasonId },
  })
  // What is over stays with those who did it; where it is taken up again they are known already.
  if (!termStatuses.some((status) => status === before.status)) return
  const { executorId, coExecutorIds, internalDay } = before
  if (executorId !== null && staffIds.includes(executorId)) {
    const data = { executorId: null, reasonId }
    await appendEvent(trx, { ...common, type: 'executorChanged', key: `executorChanged:${key}`, data })
  }
  const helpers = without(coExecutorIds, staffIds)
  if (helpers.length < coExecutorIds.length) {
    const why = reasonId === null ? {} : { reasonId }
    const data = { coExecutorIds: helpers, internalDay, instructionId: null, ...why }
    await appendEvent(trx, { ...common, type: 'workAssigned', key: `workAssigned:${key}`, data })
  }
  await sendBackWhatIsTheirs(trx, context, appealId, staffIds)
}

/**
 * What the named wrote, said yes to, or who acts for them did, waits for nobody's yes and key any more: it is a draft
 * again, for others to throw away or to go on with.
 */
async function sendBackWhatIsTheirs(
  trx: Db,
  context: Pick<Context, 'now'>,
  appealId: string,
  staffIds: readonly string[],
): Promise<void> {
  for (const replyId of await waitingReplies(trx, appealId)) {
    const place = await holdForItself(trx, context, replyId)
    if (place === null) continue
    const approved = place.reply.approvedBy === null ? null : await lastStep(trx, replyId, { is: 'approved' })
    const saidYes = [approved?.by, approved?.insteadOf]
    if (isByConcerned(place) || staffIds.some((id) => saidYes.includes(id))) await voidApproval(trx, place)
  }
}

/**
 * docs/decisions/0060: a letter that a complaint objects to was corrected after it was sent. Those who wrote,
 * approved or signed the correction have a part in the answer now, and are kept out of the complaint as they would be
 * had the correction come first. The first appeal is held; complaints are held after it, as when one is sent.
 */
export async function keepCorrectorsOut(trx: Db, { reply, sent, now }: ReplyInPlace): Promise<void> {
  if (reply.kind !== 'correction' || reply.corrects === null) return
  const partners = await hadPartIn(trx, sent.id, reply.corrects)
  for (const appealId of await complaintsAbout(trx, sent.id, reply.corrects)) {
    if ((await lockAppealFacts(trx, appealId)) === null) continue
    const { concernedIds } = stateOf(await historyOf(trx, appealId))
    const staffIds = [...new Set([...concernedIds, ...partners])].sort()
    if (staffIds.length === concernedIds.length) continue
    await keepOut(trx, { now: () => now }, { appealId, staffIds, reasonId: null, by: null, at: now })
  }
}
