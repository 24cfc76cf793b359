import type { PlainDate } from '../calendar/plain-date.ts'
import { type Action, firstStatus, type Status, transitions } from './status.ts'

/**
 * What an event says. Ids, codes, dates and commitments only: names, IIN and text are in rows that can be erased.
 */
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
    /** The reply asks the client for papers; left out where it does not. */
    readonly papersAsked?: true
  }
  readonly executed: { readonly correspondenceId: string }
  readonly returned: {
    readonly reason: string
    /** ISO 8601: when the certificate was revoked, where the authority says so. */
    readonly revokedAt?: string
  }
  /** The calendar of the year has come: the term that was to be told at registration (docs/domain.md 3.5). */
  readonly dueDateTold: { readonly dueDate: PlainDate }
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

/** The act that each event records; a term told later is no act and changes no status. */
export const actionOf: Readonly<Record<Exclude<EventType, 'dueDateTold'>, Action>> = {
  sent: 'send',
  registered: 'register',
  takenIntoWork: 'takeIntoWork',
  interimReplied: 'replyInterim',
  executed: 'execute',
  returned: 'return',
}

/** §10: the status is what its history says; the column is a cache of it. An empty history is a draft. */
export function statusOf(history: readonly Pick<AppealEvent, 'type'>[]): Status {
  const acts = history.flatMap(({ type }) => (type === 'dueDateTold' ? [] : [actionOf[type]]))
  const last = acts.at(-1)
  return last === undefined ? firstStatus : transitions[last].to
}

/** §10: the term now in force: the one told at registration, or the latest that an interim reply set. */
export function dueDateOf(history: readonly AppealEvent[]): PlainDate | null {
  return history.reduce<PlainDate | null>((due, event) => {
    if (event.type === 'registered' || event.type === 'dueDateTold') return event.data.dueDate
    return event.type === 'interimReplied' ? event.data.newDueDate : due
  }, null)
}

/** The term told at registration, or when its calendar came: what an extension's cap is counted from. */
export function firstDueDateOf(history: readonly AppealEvent[]): PlainDate | null {
  const told = history.find((event) => event.type === 'dueDateTold')
  return history.find((event) => event.type === 'registered')?.data.dueDate ?? told?.data.dueDate ?? null
}

/** §10: the last interim reply asks the client for papers, and the answer has not come yet. */
export function arePapersAsked(history: readonly AppealEvent[]): boolean {
  const last = history.findLast(({ type }) => type !== 'takenIntoWork')
  return last?.type === 'interimReplied' && last.data.papersAsked === true
}

/** What a history adds up to: everything of an appeal that the acts on it decide. Times are ISO 8601, UTC. */
export interface AppealState {
  readonly status: Status
  readonly sentAt: string | null
  readonly registersAt: string | null
  /** Promised while sent, final when registered. */
  readonly registrationDate: PlainDate | null
  readonly registration: { readonly register: string; readonly year: number; readonly number: number } | null
  readonly dueDate: PlainDate | null
  readonly executorId: string | null
  readonly executedAt: string | null
  /** When the company last did something: later than the client's reading, the thread is unread. */
  readonly companyActedAt: string | null
}

const draftState: AppealState = {
  status: firstStatus,
  sentAt: null,
  registersAt: null,
  registrationDate: null,
  registration: null,
  dueDate: null,
  executorId: null,
  executedAt: null,
  companyActedAt: null,
}

function changesBy(event: AppealEvent): Partial<AppealState> {
  switch (event.type) {
    case 'sent':
      return {
        sentAt: event.occurredAt,
        registersAt: event.data.registersAt,
        registrationDate: event.data.registrationDate,
      }
    case 'registered': {
      const { register, year, number, date } = event.data
      return { registrationDate: date, registration: { register, year, number } }
    }
    case 'takenIntoWork':
      return { executorId: event.data.executorId }
    case 'executed':
      return { executedAt: event.occurredAt }
    case 'interimReplied':
    case 'returned':
    case 'dueDateTold':
      return {}
  }
}

/** The fold of a history. The columns of the appeal's row are a cache of it, and a test proves them equal. */
export function stateOf(history: readonly AppealEvent[]): AppealState {
  let state = draftState
  for (const event of history) state = { ...state, ...changesBy(event) }
  return {
    ...state,
    status: statusOf(history),
    dueDate: dueDateOf(history),
    companyActedAt: history.findLast((event) => event.type !== 'sent')?.occurredAt ?? null,
  }
}
