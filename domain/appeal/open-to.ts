import type { PlainDate } from '../calendar/plain-date.ts'
import { mayActFor, type Tie } from '../contract/mandate.ts'
import { type Status, unsentStatuses } from './status.ts'

/** What somebody is to an appeal: to its party, and whether it was them who wrote it. */
export interface TieToAppeal extends Tie {
  readonly status: Status
  readonly isWriter: boolean
}

/**
 * docs/decisions/0049: is an appeal open to this client today? What was sent is the party's: it is open to everybody
 * who may act for it, and to nobody else, who wrote it among them. What is not sent is its writer's, as long as they
 * may act.
 */
export function isOpenTo(tie: TieToAppeal, today: PlainDate): boolean {
  const isSent = !unsentStatuses.includes(tie.status)
  return mayActFor(tie, today) && (isSent || tie.isWriter)
}

/**
 * docs/decisions/0049: who is told what becomes of an appeal: who wrote it, while they may act for its party, and from
 * then on everybody who may. All by their ids.
 */
export const toldOf = (writer: string, mayAct: readonly string[]): readonly string[] =>
  mayAct.includes(writer) ? [writer] : mayAct
