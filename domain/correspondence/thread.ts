/** §10: kinds of letters in the whole correspondence: the client's appeal, the company's interim reply, its answer. */
export const correspondenceKinds = ['appeal', 'interimReply', 'answer'] as const
export type CorrespondenceKind = (typeof correspondenceKinds)[number]

/** What the company writes. */
export type ReplyKind = Exclude<CorrespondenceKind, 'appeal'>

/** §10: the whole correspondence, newest first, as the guide's screen has it. */
export function inThreadOrder<Item extends { readonly sentAt: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0))
}
