import type { AppealEvent } from '../appeal/event.ts'
import { paperRequestOf } from '../appeal/papers.ts'
import { openStatuses, type Status, termStatuses, transitions, unnumberedStatuses } from '../appeal/status.ts'
import type { SubmissionKind } from '../appeal/submission-kind.ts'
import { openWithdrawal } from '../appeal/withdrawal.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import { checkText } from '../catalogue/kinds/text-rules.ts'
import { mayActFor, type Tie } from '../contract/mandate.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** What a client is to an appeal: they wrote it, or they too may act for its party; both as of today. */
const senders = ['writer', 'holder'] as const
export type Sender = (typeof senders)[number]

/** As many characters as a message may have, a client's and the company's. */
export const messageLength = 5000

interface Kind {
  readonly from: readonly Status[]
  readonly by: readonly Sender[]
  /** It is made into a letter, and that is signed; else a press sends it. */
  readonly signed: boolean
  readonly files: boolean
  /** As many characters as its words may have. */
  readonly length: number
}

/** docs/office.md 11: the one table of what may be sent, in which statuses and by whom. No due date moves by it. */
const table: Readonly<Record<SubmissionKind, Kind>> = {
  message: { from: openStatuses, by: senders, signed: false, files: true, length: messageLength },
  // docs/office.md 12: into the slots of the request that is open.
  papers: { from: termStatuses, by: senders, signed: false, files: true, length: messageLength },
  withdrawal: { from: transitions.withdraw.from, by: senders, signed: true, files: false, length: 1000 },
}

export const isSigned = (kind: SubmissionKind): boolean => table[kind].signed
export const takesFiles = (kind: SubmissionKind): boolean => table[kind].files
const lengthOf = (kind: SubmissionKind): number => table[kind].length

/** Who asks: null for everybody who may not act for the party today, who wrote the appeal among them. */
export function senderOf(tie: Tie & { readonly isWriter: boolean }, today: PlainDate): Sender | null {
  if (!mayActFor(tie, today)) return null
  return tie.isWriter ? 'writer' : 'holder'
}

/** May they send this now? Whether the appeal is theirs to know of has been asked before. */
export function maySubmit(kind: SubmissionKind, status: Status, sender: Sender): Refusal | null {
  const { from, by } = table[kind]
  if (!by.includes(sender)) return refuse('role_not_allowed')
  // What it names is the number that the appeal is still to get (docs/decisions/0059).
  if (kind === 'withdrawal' && unnumberedStatuses.includes(status)) return refuse('withdrawal_unregistered')
  return from.includes(status) ? null : refuse('appeal_over')
}

/** One withdrawal at a time: the next may be asked for when the company has decided. */
export const mayAskAgain = (kind: SubmissionKind, history: readonly AppealEvent[]): Refusal | null =>
  kind === 'withdrawal' && openWithdrawal(history) !== null ? refuse('withdrawal_open') : null

/** So many a person sends in a day, all kinds together: each is kept for good, and somebody is told. */
export const submissionsADay = 30

/** It needs words: a file alone does not say what it is for, nor a signature why. */
export function checkWords(kind: SubmissionKind, text: string): Refusal | null {
  return text.trim() === '' ? refuse('required') : checkText({ maxLength: lengthOf(kind) }, text, 'several')
}
export const checkMessage = (text: string): Refusal | null => checkWords('message', text)

/**
 * Whether files may go where they are to: papers into slots that are asked for now, anything else into none. Slots that
 * were sent, settled or asked for by another letter take nothing more.
 */
export function checkSlots(
  kind: SubmissionKind,
  slotIds: readonly (string | null)[],
  history: readonly AppealEvent[],
): Refusal | null {
  const asked = kind === 'papers' ? (paperRequestOf(history)?.slots ?? []) : []
  const open: (string | null)[] = asked.filter(({ state }) => state === 'asked').map(({ id }) => id)
  const fit = kind === 'papers' ? open : [null]
  return slotIds.every((id) => fit.includes(id)) ? null : refuse('papers_not_asked')
}

/** What keeps a submission from being sent by what it holds; null: nothing. */
export function checkContent(
  kind: SubmissionKind,
  { text, slotIds }: { readonly text: string; readonly slotIds: readonly (string | null)[] },
  history: readonly AppealEvent[],
): Refusal | null {
  if (kind !== 'papers') return checkWords(kind, text)
  // Nobody would be told of them: words are a message.
  if (text.trim() !== '') return refuse('too_long', { n: 0 })
  return slotIds.length === 0 ? refuse('required') : checkSlots(kind, slotIds, history)
}

/** The last that the client has sent in the appeal after its letter, by id; null: nothing. */
export function lastSubmissionIn(history: readonly AppealEvent[]): string | null {
  const last = history.findLast((event) => event.type === 'submitted')
  return last?.data.submissionId ?? null
}
