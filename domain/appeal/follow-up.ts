import { type Refusal, refuse } from '../refusal.ts'
import type { AppealEvent } from './event.ts'
import { eventKinds, stateOf, statusOf } from './history.ts'
import { finalStatuses, transitions } from './status.ts'

/**
 * Why a client writes an appeal after one that is over: they do not agree with the letter that closed it, or they write
 * of the same again. An appeal of its own, with its own number and term (docs/decisions/0060).
 */
export const followKinds = ['objection', 'again'] as const
export type FollowKind = (typeof followKinds)[number]

/** A letter of the company that has closed an appeal. */
export interface ClosingLetter {
  /** Its id in the correspondence. */
  readonly id: string
  /** ISO 8601: when it went. */
  readonly sentAt: string
  /** As it is printed in it; null: it went before letters had numbers. */
  readonly outgoing: string | null
}

/**
 * The letter by which an appeal is closed now; null: it is open, or what closed it is no letter of anybody (a key that
 * was revoked). docs/office.md 11: every letter that closes an appeal can be objected to, whatever its kind.
 */
export function closingLetter(history: readonly AppealEvent[]): ClosingLetter | null {
  if (!finalStatuses.includes(statusOf(history))) return null
  const last = history.findLast(({ type }) => eventKinds[type].act !== null)
  if (last === undefined || !('correspondenceId' in last.data)) return null
  const { correspondenceId: id } = last.data
  const outgoing = 'outgoing' in last.data ? (last.data.outgoing ?? null) : null
  return { id, sentAt: last.occurredAt, outgoing }
}

/**
 * Why no appeal of this kind can be begun after this one; null: it can. `objected`: ids of the letters that were
 * objected to already, by a complaint that was not sent back. What was sent back goes out again as a copy of itself.
 */
export function whyNotFollow(
  kind: FollowKind,
  history: readonly AppealEvent[],
  objected: readonly string[],
): Refusal | null {
  if (kind === 'again') {
    const status = statusOf(history)
    const over = finalStatuses.includes(status) && status !== transitions.return.to
    return over ? null : refuse('action_not_in_status')
  }
  const letter = closingLetter(history)
  if (letter === null) return refuse('action_not_in_status')
  return objected.includes(letter.id) ? refuse('objected_already') : null
}

/** Who answered for the appeal when this letter went; null: nobody, or there is no such letter. */
export function executorWhenSent(history: readonly AppealEvent[], letterId: string): string | null {
  const place = history.findIndex(
    ({ data }) => 'correspondenceId' in data && data.correspondenceId === letterId,
  )
  return place === -1 ? null : stateOf(history.slice(0, place + 1)).executorId
}
