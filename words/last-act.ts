/** What was done to an appeal last, as a refusal tells it to staff. */
const lastActs = [
  'taken',
  'named',
  'renamed',
  'takenOver',
  'givenBack',
  'routed',
  'toDesk',
  'interimReplied',
  'executed',
  'forwarded',
  'reopened',
  'returned',
  'replyProposed',
  'replySentBack',
  'replyTakenBack',
  'replyApproved',
  'replyFrozen',
  'replySigned',
  'replySent',
  'replyDiscarded',
] as const
export type LastAct = (typeof lastActs)[number]
