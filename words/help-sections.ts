/** The sections of the help, in the order of the guide; each is a page of its own under /help. */
export const helpSections = [
  'start',
  'incoming',
  'contract',
  'letter',
  'payment',
  'documents',
  'signature',
  'outgoing',
  'statuses',
  'questions',
] as const
export type HelpSection = (typeof helpSections)[number]
