import { refuse } from '../../domain/refusal.ts'
import { whyNotWrite } from '../../domain/reply/reply-acts.ts'
import { type ReplyAct, whyNot } from '../../domain/reply/why-not.ts'
import type { LastAct } from '../../words/last-act.ts'
import { tellWhoWasFirst } from '../appeal/last-act-store.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import type { ReplyInPlace } from './held-reply.ts'
import type { KeptStep } from './reply-store.ts'
import { told } from './show-reply.ts'
import { lastStep } from './step-store.ts'

const acts: Readonly<Record<KeptStep['step'], LastAct>> = {
  takenOver: 'replyTakenBack',
  handedOver: 'replyTakenBack',
  proposed: 'replyProposed',
  sentBack: 'replySentBack',
  takenBack: 'replyTakenBack',
  approved: 'replyApproved',
  frozen: 'replyFrozen',
  signed: 'replySigned',
  numberAnnulled: 'replyApproved',
  sent: 'replySent',
  discarded: 'replyDiscarded',
}

/** Refuses what may not be done with a letter now, with who was first where somebody was. Throws Refused. */
export async function refuseMove(trx: Db, act: ReplyAct, place: ReplyInPlace): Promise<void> {
  const refusal = whyNot(act, place)
  if (refusal === null) return
  if (refusal.code === 'reply_moved_on') throw await movedOn(trx, place)
  throw new Refused(await tellWhoWasFirst(trx, place.sent.id, told(refusal, place)))
}

/** Refuses those who may not write such a letter on this appeal, whatever state it is in. Throws Refused. */
export function refuseReader({ asker, reply, appeal }: ReplyInPlace): void {
  const refusal = whyNotWrite(asker, reply.kind, appeal)
  if (refusal !== null) throw new Refused(refusal)
}

/** The letter is at another step than the page showed: who brought it there, and when. */
export async function movedOn(trx: Db, { reply, day }: ReplyInPlace): Promise<Refused> {
  const last = await lastStep(trx, reply.id, { isNot: ['takenOver', 'handedOver'] })
  if (last === null) return new Refused(refuse('reply_moved_on'))
  const by = last.by === null ? '' : (day.names.get(last.by) ?? '')
  const params = { by, act: acts[last.step], at: new Date(last.at).toISOString() }
  return new Refused(refuse('reply_moved_on', params))
}

/** What was looked at is not what is there now: 412. */
export function refuseOther(seen: boolean): void {
  if (!seen) throw new Refused(refuse('reply_changed'))
}

/** Files come and go by the hand of who writes now. Throws Refused. */
export async function refuseOtherWriters(trx: Db, place: ReplyInPlace): Promise<void> {
  await refuseMove(trx, 'save', place)
  const { reply, asker, day } = place
  const { writerId } = reply.lease
  if (writerId === asker.id) return
  const name = writerId === null ? '' : (day.names.get(writerId) ?? '')
  throw new Refused(refuse('reply_being_written', { name }))
}
