import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import { movedTo, type ReplyMove } from '../../domain/reply/reply.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { addStep, type KeptReply, type KeptStep, setReplyState } from './reply-store.ts'

/** A move of a letter, as its way and the appeal's history keep it. */
export interface Move<Type extends EventType> {
  readonly move: ReplyMove
  readonly step: KeptStep['step']
  readonly type: Type
  readonly data: EventData[Type]
  /** Null: it comes by itself, or a command does it. */
  readonly by: string | null
  readonly insteadOf?: string | null
  readonly remark?: string
  /** Of who approved it; null: it is approved by nobody any more. */
  readonly approvedBy?: string | null
}

/** Writes a move: the letter's new state, a step with what it was, an event of the office. The letter is held. */
export async function keepMove<Type extends EventType>(
  trx: Db,
  reply: KeptReply,
  move: Move<Type>,
  at: number,
): Promise<void> {
  const content = contentOf(reply)
  const digest = contentDigest(content)
  const { step, type, data, by, insteadOf = null, remark = null, approvedBy = null } = move
  await setReplyState(
    trx,
    reply.id,
    movedTo(move.move),
    // What was approved is written once: no later move says it otherwise.
    approvedBy === null
      ? null
      : { by: approvedBy, contentDigest: move.move === 'approve' ? digest : (reply.contentDigest ?? digest) },
  )
  const seq = await addStep(trx, reply.id, {
    step,
    version: reply.version,
    content,
    contentDigest: digest,
    by,
    insteadOf,
    remark,
    at,
  })
  await appendEvent(trx, {
    appealId: reply.appealId,
    type,
    occurredAt: at,
    recordedAt: at,
    actor: actorOf(by),
    source: 'office',
    key: `${type}:${reply.id}:${seq}`,
    data,
  })
}
