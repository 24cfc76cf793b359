import type { ReplyKind } from '../appeal/reply-kind.ts'
import type { ReplyContent } from './content-digest.ts'

type Field = 'reason' | 'newDueDate' | 'papersAsked' | 'papers' | 'outcome' | 'receiver'

/** What a letter of a kind says beside its text: the rest has no place in it, nor in the register. */
const fieldsOf: Readonly<Record<ReplyKind, readonly Field[]>> = {
  answer: ['outcome'],
  interim: ['reason', 'newDueDate', 'papersAsked', 'papers'],
  papers: ['reason', 'papers'],
  forwarding: ['receiver'],
  return: ['reason'],
  correction: ['reason'],
}

const nothing: Readonly<Pick<ReplyContent, Field>> = {
  reason: '',
  newDueDate: null,
  papersAsked: false,
  papers: null,
  outcome: null,
  receiver: null,
}

/** A letter without what its kind has no place for: it would be shown and counted, and nobody has approved it. */
export function onlyItsFields<Draft extends Pick<ReplyContent, Field>>(kind: ReplyKind, draft: Draft): Draft {
  const others = Object.entries(nothing).filter(([field]) => !fieldsOf[kind].some((one) => one === field))
  return { ...draft, ...Object.fromEntries(others) }
}
