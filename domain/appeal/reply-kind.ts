import { type Action, numberedStatuses, type Status, termStatuses, transitions } from './status.ts'

/** Letters of the company that go their way before they are sent (docs/decisions/0029). */
export const replyKinds = ['answer', 'interim', 'papers', 'forwarding', 'return', 'correction'] as const
export type ReplyKind = (typeof replyKinds)[number]

/** What the sending of a kind does to the appeal; null: a further letter, status and term stay as they are. */
export const actOf = {
  answer: 'execute',
  interim: 'replyInterim',
  papers: null,
  forwarding: 'forward',
  return: 'returnByCompany',
  correction: null,
} as const satisfies Readonly<Record<ReplyKind, Action | null>>

/** The statuses of an appeal in which a letter of this kind can go out. */
export function sentFrom(kind: ReplyKind): readonly Status[] {
  if (kind === 'papers') return termStatuses
  const act = actOf[kind]
  return act === null ? numberedStatuses : transitions[act].from
}

/**
 * docs/office.md 6: the company's last word in an appeal says how to object (`letter.appealRight`). A forwarding leaves
 * the word to another body.
 */
export const saysHowToObject = (kind: ReplyKind): boolean => kind === 'answer' || kind === 'return'
