import type { PlainDate } from '../calendar/plain-date.ts'
import { type Action, type Status, transitions } from './status.ts'

/** What an event says. Ids, codes, dates and commitments only: names, IIN and text stand in rows that can be erased. */
export interface EventData {
  readonly sent: {
    readonly couponYear: number
    readonly couponNumber: number
    readonly registersAt: string
    readonly registrationDate: PlainDate | null
    readonly letterFileId: string
    /** SHA-256 of a salt kept in the letter's row and of the letter: proves it without telling it. */
    readonly letterCommitment: string
    readonly signatureCode: string
  }
  readonly registered: {
    readonly register: string
    readonly year: number
    readonly number: number
    readonly date: PlainDate
    /** Null: the calendar of that year is not known yet, the due date is to be told. */
    readonly dueDate: PlainDate | null
  }
  readonly takenIntoWork: { readonly executorId: string }
  readonly interimReplied: {
    readonly correspondenceId: string
    readonly approvedBy: string
    readonly oldDueDate: PlainDate | null
    readonly newDueDate: PlainDate
  }
  readonly executed: { readonly correspondenceId: string }
  readonly returned: { readonly reason: string }
}
export type EventType = keyof EventData

/** One thing that happened, by whom and when. History only grows. */
export type AppealEvent = {
  [Type in EventType]: {
    readonly type: Type
    readonly seq: number
    /** ISO 8601, UTC. */
    readonly occurredAt: string
    readonly data: EventData[Type]
  }
}[EventType]

/** The act that each event records. */
export const actionOf: Readonly<Record<EventType, Action>> = {
  sent: 'send',
  registered: 'register',
  takenIntoWork: 'takeIntoWork',
  interimReplied: 'replyInterim',
  executed: 'execute',
  returned: 'return',
}

/** §10: the status is what its history says; the column is a cache of it. An empty history is a draft. */
export function statusOf(history: readonly Pick<AppealEvent, 'type'>[]): Status {
  const last = history.at(-1)
  return last === undefined ? 'draft' : transitions[actionOf[last.type]].to
}

/** §10: the term now in force: the one told at registration, or the latest that an interim reply set. */
export function dueDateOf(history: readonly AppealEvent[]): PlainDate | null {
  return history.reduce<PlainDate | null>((due, event) => {
    if (event.type === 'registered') return event.data.dueDate
    return event.type === 'interimReplied' ? event.data.newDueDate : due
  }, null)
}
