import type { AppealEvent } from '../appeal/event.ts'
import { isSeenByClient } from '../appeal/history.ts'
import { isRevoked } from '../appeal/withdrawal.ts'

/** What a client is told of their own account: of no appeal, and by mail also where other mails are off. */
const accountNotices = ['newDevice', 'contactsChanged'] as const
export type AccountNotice = (typeof accountNotices)[number]

/**
 * §10: what a client is told of. `signedNotSent` is no event of the history: a letter was signed with eGov Mobile, and
 * nobody has pressed «Жіберу» (§8.2). `papersAsked` is a letter that asks for
 * papers, or one paper that is asked for again; `papersDue` reminds of their day.
 */
export const noticeKinds = [
  'registered',
  'takenIntoWork',
  'dueDateMoved',
  'papersAsked',
  'papersDue',
  'executed',
  'forwarded',
  'corrected',
  'reopened',
  'returned',
  'returnedByCompany',
  'messaged',
  'withdrawn',
  'withdrawalDeclined',
  'withdrawalRevoked',
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
    case 'paperSettled':
      return null
    case 'paperAskedAgain':
      return 'papersAsked'
    case 'papersReminded':
      return 'papersDue'
    case 'interimReplied':
      return 'papers' in event.data || 'papersAsked' in event.data ? 'papersAsked' : 'dueDateMoved'
    case 'dueDateTold':
      return 'dueDateMoved'
    case 'registered':
    case 'takenIntoWork':
    case 'executed':
    case 'forwarded':
    case 'corrected':
    case 'reopened':
    case 'returned':
    case 'returnedByCompany':
    case 'messaged':
    case 'papersAsked':
    case 'withdrawn':
      return event.type
    case 'withdrawalDeclined':
      return isRevoked(event) ? 'withdrawalRevoked' : event.type
  }
}
