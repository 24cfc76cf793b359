import type { AppealEvent } from '../appeal/event.ts'
import { openStatuses, type Status } from '../appeal/status.ts'
import type { SubmissionKind } from '../appeal/submission-kind.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import { checkText } from '../catalogue/kinds/text-rules.ts'
import { mayActFor, type Tie } from '../contract/mandate.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** What a client is to an appeal: they wrote it, or they too may act for its party; both as of today. */
const senders = ['writer', 'holder'] as const
export type Sender = (typeof senders)[number]

/** docs/office.md 11: the one table of what may be sent, in which statuses and by whom. No due date moves by it. */
const table: Readonly<
  Record<SubmissionKind, { readonly from: readonly Status[]; readonly by: readonly Sender[] }>
> = {
  message: { from: openStatuses, by: senders },
}

/** Who asks: null for everybody who may not act for the party today, who wrote the appeal among them. */
export function senderOf(tie: Tie & { readonly isWriter: boolean }, today: PlainDate): Sender | null {
  if (!mayActFor(tie, today)) return null
  return tie.isWriter ? 'writer' : 'holder'
}

/** May they send this now? Whether the appeal is theirs to know of has been asked before. */
export function maySubmit(kind: SubmissionKind, status: Status, sender: Sender): Refusal | null {
  const { from, by } = table[kind]
  if (!by.includes(sender)) return refuse('role_not_allowed')
  return from.includes(status) ? null : refuse('appeal_over')
}

/** As many characters as a message may have, a client's and the company's. */
export const messageLength = 5000
/** So many a person sends in a day, all kinds together: each is kept for good, and somebody is told. */
export const submissionsADay = 30

/** A message needs words: a file alone does not say what it is for. */
export function checkMessage(text: string): Refusal | null {
  return text.trim() === '' ? refuse('required') : checkText({ maxLength: messageLength }, text, 'several')
}

/** The last that the client has sent in the appeal after its letter, by id; null: nothing. */
export function lastSubmissionIn(history: readonly AppealEvent[]): string | null {
  const last = history.findLast((event) => event.type === 'submitted')
  return last?.data.submissionId ?? null
}
