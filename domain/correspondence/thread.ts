import type { ReplyKind } from '../appeal/reply-kind.ts'

/** §10: kinds of letters in the whole correspondence: the client's appeal, and what the company has sent. */
export const correspondenceKinds = ['appeal', 'interimReply', 'answer', 'forwarding', 'correction'] as const
export type CorrespondenceKind = (typeof correspondenceKinds)[number]

/** What the company has sent. */
export type SentKind = Exclude<CorrespondenceKind, 'appeal'>

/** What a letter on its way is called once it is sent. */
export const sentKindOf: Readonly<Record<ReplyKind, SentKind>> = {
  answer: 'answer',
  interim: 'interimReply',
  forwarding: 'forwarding',
  correction: 'correction',
}

/** §10: the whole correspondence, newest first, as the guide's screen has it. */
export function inThreadOrder<Item extends { readonly sentAt: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0))
}
