import type { AppealEvent } from '../appeal/event.ts'
import type { ReplyKind } from '../appeal/reply-kind.ts'

/** §10: kinds in the whole correspondence: the client's appeal, what they sent after it, what the company has sent. */
export const correspondenceKinds = [
  'appeal',
  'submission',
  'message',
  'interimReply',
  'answer',
  'papers',
  'forwarding',
  'return',
  'correction',
] as const
export type CorrespondenceKind = (typeof correspondenceKinds)[number]

/** What the company has sent: letters, and messages, which are none. */
export type SentKind = Exclude<CorrespondenceKind, 'appeal' | 'submission'>
/** Of them the letters. */
export type SentLetterKind = Exclude<SentKind, 'message'>

/** What a letter on its way is called once it is sent. */
export const sentKindOf: Readonly<Record<ReplyKind, SentLetterKind>> = {
  answer: 'answer',
  interim: 'interimReply',
  papers: 'papers',
  forwarding: 'forwarding',
  return: 'return',
  correction: 'correction',
}

/** §10: the whole correspondence, newest first, as the guide's screen has it. */
export function inThreadOrder<Item extends { readonly sentAt: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0))
}

/** Letters that were the answer until the appeal was taken back to work (ids of the correspondence). */
export function answersBeforeReopening(history: readonly AppealEvent[]): ReadonlySet<string> {
  const last = history.findLast(({ type }) => type === 'reopened')
  return new Set(
    history.flatMap((event) =>
      last !== undefined && event.type === 'executed' && event.seq < last.seq
        ? [event.data.correspondenceId]
        : [],
    ),
  )
}
