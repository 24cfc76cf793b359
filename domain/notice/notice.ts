import type { AppealEvent } from '../appeal/event.ts'
import { isSeenByClient } from '../appeal/history.ts'

/** What a client is told of their own account: of no appeal, and by mail also where other mails are off. */
const accountNotices = ['newDevice', 'contactsChanged'] as const
export type AccountNotice = (typeof accountNotices)[number]

/**
 * §10: what a client is told of. `signedNotSent` is no event of the history: a letter was signed with eGov Mobile, and
 * nobody has pressed «Жіберу» (§8.2). `papersAsked` is an interim reply that asks for a paper, a receipt for one.
 */
export const noticeKinds = [
  'registered',
  'takenIntoWork',
  'dueDateMoved',
  'papersAsked',
  'executed',
  'forwarded',
  'corrected',
  'reopened',
  'returned',
  'messaged',
  'signedNotSent',
  ...accountNotices,
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** §10: the notice that an event gives; null for what the client did, and for what only the office sees. */
export function noticeOf(event: Pick<AppealEvent, 'type' | 'data'>): NoticeKind | null {
  if (!isSeenByClient(event)) return null
  switch (event.type) {
    case 'sent':
    case 'submitted':
    case 'executorChanged':
      return null
    case 'interimReplied':
      return 'papersAsked' in event.data && event.data.papersAsked === true ? 'papersAsked' : 'dueDateMoved'
    case 'dueDateTold':
      return 'dueDateMoved'
    case 'registered':
    case 'takenIntoWork':
    case 'executed':
    case 'forwarded':
    case 'corrected':
    case 'reopened':
    case 'returned':
    case 'messaged':
      return event.type
  }
}
