import { type AppealFacts, type Asker, standingFor } from '../appeal/can.ts'
import type { ReplyKind } from '../appeal/reply-kind.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isWrittenByOther, type Lease } from './lease.ts'
import { type Approver, approvingAs, isAmong, isApprover, type Naming, type SentAway } from './may-approve.ts'
import { type Approval, canMove, type ReplySignature, type ReplyState } from './reply.ts'
import { whyNotSent, whyNotUndo, whyNotWrite } from './reply-acts.ts'

/** What the asker does with a letter, each a button and a request. */
export const replyActs = [
  'save',
  'takeOver',
  'becomeAuthor',
  'discard',
  'propose',
  'takeBack',
  'approve',
  'sendBack',
  'sign',
] as const
export type ReplyAct = (typeof replyActs)[number]

export type AuthorToday = 'here' | 'away' | 'left'

/** A letter and everybody around it, at a moment (epoch milliseconds). */
export interface ReplyCase {
  readonly asker: Asker
  readonly appeal: AppealFacts
  readonly reply: {
    readonly kind: ReplyKind
    readonly state: ReplyState
    readonly authorId: string
    readonly approvedBy: string | null
    readonly writerIds: readonly string[]
    readonly lease: Lease
  }
  /** Its author today: here, away, or gone for good. */
  readonly author: AuthorToday
  /** Heads who may say yes to letters on this appeal today, or who acts for them. */
  readonly approvers: readonly Approver[]
  /** Those who would, had somebody not recorded that they are away. */
  readonly sentAway: readonly SentAway[]
  /** Who named whom of the staff the appeal is about. */
  readonly namings: readonly Naming[]
  /** Who could say yes in the units that a writer of the letter moved the appeal from. */
  readonly before: readonly Approver[]
  readonly approval: Approval
  readonly signature: ReplySignature
  readonly now: number
}

/** Why somebody may not do this with a letter now; null: they may. One rule for the button and for the request. */
export function whyNot(act: ReplyAct, letter: ReplyCase): Refusal | null {
  const { asker, appeal, reply } = letter
  if (act === 'becomeAuthor') return whyNotAuthor(letter)
  const moved = act === 'sign' ? whyNotToSign(letter) : canMove(act, reply.state)
  if (moved !== null) return moved
  switch (act) {
    case 'takeOver':
      return whyNotWrite(asker, reply.kind, appeal)
    case 'save':
    case 'propose':
      return whyNotWrite(asker, reply.kind, appeal) ?? whyNotAlone(letter)
    // A draft dies by its author alone; who acts for them may take it back, and nothing is lost by that.
    case 'discard':
      if (asker.id === reply.authorId) return whyNotUndone(letter)
      // It can't go any more: so who may write another makes room for it.
      if (isByConcerned(letter)) return whyNotWrite(asker, reply.kind, appeal) ?? whyNotAlone(letter)
      return refuse('reply_not_author')
    case 'takeBack':
      return asker.id === reply.authorId || asker.duty.insteadOf.includes(reply.authorId)
        ? whyNotUndone(letter)
        : refuse('reply_not_author')
    case 'sendBack':
      return whyNoHead(letter)
    case 'approve': {
      const as = approveAs(letter)
      return isApprover(as) ? whyNotSent(reply.kind, appeal) : as
    }
    case 'sign':
      return null
  }
}

/**
 * Another author for one who can't act: of one who left, who may write it; of one who is away, a head of the unit
 * alone. Nobody is thrown out who writes now; who has left does not.
 */
function whyNotAuthor(letter: ReplyCase): Refusal | null {
  const { asker, appeal, reply, author } = letter
  if (canMove('save', reply.state) !== null && canMove('takeBack', reply.state) !== null) {
    return refuse('reply_moved_on')
  }
  if (author === 'here') return refuse('reply_author_here')
  const refusal = whyNotWrite(asker, reply.kind, appeal)
  if (refusal !== null) return refusal
  if (author === 'left') return reply.lease.writerId === reply.authorId ? null : whyNotAlone(letter)
  if (!standingFor(asker, 'approveReply', appeal).includes('unit')) return refuse('reply_author_away')
  return whyNotAlone(letter)
}

/** By which of their places somebody approves, or why not: as a head, or, where that is enough, as who may write it. */
export function approveAs(letter: ReplyCase): Approver | Refusal {
  const { asker, appeal, reply, approvers, sentAway, approval } = letter
  if (approval === 'head') return approvingAs(asker.id, writtenOf(letter), approvers, sentAway)
  const own = whyNotWrite(asker, reply.kind, appeal)
  if (own === null) return { id: asker.id, insteadOf: null }
  const place = headPlace(letter)
  return isApprover(place) || place.code === 'about_self' ? place : own
}

/** Somebody whom the appeal is about wrote some of the letter (docs/office.md 3): it does not go. */
export const isByConcerned = ({ reply, appeal }: Pick<ReplyCase, 'reply' | 'appeal'>): boolean =>
  reply.writerIds.some((id) => appeal.aboutIds.includes(id))

/** What a letter is to those who would approve it. */
export const writtenOf = ({ reply, appeal, namings, before }: ReplyCase) => ({
  writerIds: reply.writerIds,
  aboutIds: appeal.aboutIds,
  namings,
  before,
})

/** What was written is neither lost nor held up by whom it is about, who lost the right, or while another writes. */
function whyNotUndone(letter: ReplyCase): Refusal | null {
  const { asker, appeal, reply } = letter
  if (appeal.aboutIds.includes(reply.authorId)) return refuse('about_self')
  return whyNotUndo(asker, reply.kind, appeal) ?? whyNotAlone(letter)
}

function whyNotAlone({ reply, asker, now }: ReplyCase): Refusal | null {
  return isWrittenByOther(reply.lease, asker.id, now) ? refuse('reply_being_written') : null
}

/** A place of theirs as head by which it is neither about them nor about whom they replace, or why there is none. */
export function headPlace({ asker, appeal, approvers }: ReplyCase): Approver | Refusal {
  if (appeal.aboutIds.includes(asker.id)) return refuse('about_self')
  const places = approvers.filter(({ id }) => id === asker.id)
  const free = places.find((place) => !isAmong(place, appeal.aboutIds))
  return free ?? refuse(places.length === 0 ? 'reply_not_approver' : 'about_self')
}

function whyNoHead(letter: ReplyCase): Refusal | null {
  const place = headPlace(letter)
  return isApprover(place) ? null : place
}

/**
 * Who approved it signs it, or another who could have: their name is then in the letter that is frozen. A letter that
 * did not go at its approval waits for a key to its end, whatever `reply.signature` says since.
 */
function whyNotToSign(letter: ReplyCase): Refusal | null {
  const { reply } = letter
  if (canMove('freeze', reply.state) !== null && canMove('sign', reply.state) !== null) {
    return refuse('reply_moved_on')
  }
  const as = signAs(letter)
  return isApprover(as) ? null : as
}

/** By which of their places somebody signs, or why not. */
export const signAs = (letter: ReplyCase): Approver | Refusal => approveAs(letter)
