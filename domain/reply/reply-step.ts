/** What is kept of a letter's way, each with what the letter was then. */
export const replySteps = [
  'takenOver',
  'handedOver',
  'proposed',
  'sentBack',
  'takenBack',
  'approved',
  'frozen',
  'signed',
  'numberAnnulled',
  'sent',
  'discarded',
] as const
export type ReplyStep = (typeof replySteps)[number]
