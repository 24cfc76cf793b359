import { type Refusal, refuse } from '../refusal.ts'

/** Where a letter of the company is on its way (docs/decisions/0029). */
export const replyStates = [
  'draft',
  'proposed',
  'approved',
  'toSign',
  'sending',
  'sent',
  'discarded',
] as const
export type ReplyState = (typeof replyStates)[number]

/** What is done with it. `send` and `unfreeze` come by themselves, the rest by a press. */
const replyMoves = [
  'save',
  'takeOver',
  'discard',
  'propose',
  'takeBack',
  'approve',
  'sendBack',
  'freeze',
  'sign',
  'unfreeze',
  'send',
] as const
export type ReplyMove = (typeof replyMoves)[number]

interface Transition {
  readonly from: readonly ReplyState[]
  readonly to: ReplyState
}

// The only place that knows transitions. Nothing leads from a draft to the client but by two moves of people.
const transitions: Readonly<Record<ReplyMove, Transition>> = {
  save: { from: ['draft'], to: 'draft' },
  takeOver: { from: ['draft'], to: 'draft' },
  discard: { from: ['draft'], to: 'discarded' },
  propose: { from: ['draft'], to: 'proposed' },
  takeBack: { from: ['proposed', 'approved'], to: 'draft' },
  approve: { from: ['proposed'], to: 'approved' },
  sendBack: { from: ['proposed', 'approved'], to: 'draft' },
  freeze: { from: ['approved'], to: 'toSign' },
  // The company's own key seals what nobody opens for signing.
  sign: { from: ['approved', 'toSign'], to: 'sending' },
  unfreeze: { from: ['toSign', 'sending'], to: 'approved' },
  send: { from: ['approved', 'sending'], to: 'sent' },
}

/** Where a move leads. */
export const movedTo = (move: ReplyMove): ReplyState => transitions[move].to

/** Whether this can be done in this state; `reply_moved_on` when not. */
export const canMove = (move: ReplyMove, state: ReplyState): Refusal | null =>
  transitions[move].from.includes(state) ? null : refuse('reply_moved_on')

/** States that something can still lead out of: the appeal has this letter in work. */
export const openReplyStates: readonly ReplyState[] = replyStates.filter((state) =>
  replyMoves.some((move) => transitions[move].from.includes(state)),
)

/** States in which this can be done. */
export const statesFor = (move: ReplyMove): readonly ReplyState[] => transitions[move].from

/** Of those, what somebody has proposed: others are waited for, and nobody writes. */
export const waitingReplyStates = openReplyStates.filter((state) => canMove('save', state) !== null)

/** Of those, what somebody has said yes to: what is missing is a key, or the authority's word. */
export const approvedReplyStates = waitingReplyStates.filter((state) => canMove('approve', state) !== null)

/** What came of the appeal, coded for figures and the register book. */
export const outcomes = ['satisfied', 'explained', 'refused', 'partly'] as const
export type Outcome = (typeof outcomes)[number]

/** Who says yes to a letter of a kind, and who signs it: the settings `reply.approval` and `reply.signature`. */
export const approvals = ['head', 'executor'] as const
export type Approval = (typeof approvals)[number]
export const replySignatures = ['none', 'seal', 'head', 'headAndSeal'] as const
export type ReplySignature = (typeof replySignatures)[number]

/** Whether somebody signs with their own key before the letter goes. */
export const isSignedByHead = (signature: ReplySignature): boolean =>
  signature === 'head' || signature === 'headAndSeal'
