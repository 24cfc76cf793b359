/** Letters of the company that go their way before they are sent (docs/decisions/0029). */
export const replyKinds = ['answer', 'interim', 'forwarding', 'correction'] as const
export type ReplyKind = (typeof replyKinds)[number]
