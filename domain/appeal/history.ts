import type { PlainDate } from '../calendar/plain-date.ts'
import { messageWaitsSince } from './awaits-word.ts'
import type { AppealEvent, EventType } from './event.ts'
import { papersByOf, papersWaitSince } from './papers.ts'
import { type Action, firstStatus, openStatuses, type Status, transitions } from './status.ts'
import { openWithdrawal } from './withdrawal.ts'

/**
 * What an event is to others. `act`: the act that it records, null for none; only acts move the status. `unread`: the
 * client's thread has something new by it. What only the office sees does neither.
 */
export type EventKind =
  | { readonly act: Action | null; readonly seenBy: 'client'; readonly unread: boolean }
  | { readonly act: null; readonly seenBy: 'office'; readonly unread: false }

const office = { act: null, seenBy: 'office', unread: false } as const
const kinds = {
  sent: { act: 'send', seenBy: 'client', unread: false },
  registered: { act: 'register', seenBy: 'client', unread: true },
  takenIntoWork: { act: 'takeIntoWork', seenBy: 'client', unread: true },
  interimReplied: { act: 'replyInterim', seenBy: 'client', unread: true },
  executed: { act: 'execute', seenBy: 'client', unread: true },
  forwarded: { act: 'forward', seenBy: 'client', unread: true },
  corrected: { act: null, seenBy: 'client', unread: true },
  reopened: { act: 'reopen', seenBy: 'client', unread: true },
  returned: { act: 'return', seenBy: 'client', unread: true },
  returnedByCompany: { act: 'returnByCompany', seenBy: 'client', unread: true },
  dueDateTold: { act: null, seenBy: 'client', unread: true },
  executorChanged: { act: null, seenBy: 'client', unread: false },
  submitted: { act: null, seenBy: 'client', unread: false },
  messaged: { act: null, seenBy: 'client', unread: true },
  papersAsked: { act: null, seenBy: 'client', unread: true },
  paperSettled: { act: null, seenBy: 'client', unread: false },
  paperAskedAgain: { act: null, seenBy: 'client', unread: true },
  papersReminded: { act: null, seenBy: 'client', unread: false },
  routed: office,
  workAssigned: office,
  noted: office,
  noteDeleted: office,
  asked: office,
  questionAnswered: office,
  questionWithdrawn: office,
  linked: office,
  unlinked: office,
  replyProposed: office,
  replySentBack: office,
  replyTakenBack: office,
  replyApproved: office,
  replyFrozen: office,
  replySigned: office,
  numberAnnulled: office,
  replyDiscarded: office,
  concernsNamed: office,
  registerCorrected: office,
  answerNotNeeded: office,
  withdrawn: { act: 'withdraw', seenBy: 'client', unread: true },
  withdrawalDeclined: { act: null, seenBy: 'client', unread: true },
} as const satisfies Readonly<Record<EventType, EventKind>>

/** The one table that says which act an event records, who sees it, and whether it is unread. */
export const eventKinds: Readonly<Record<EventType, EventKind>> = kinds
export const eventTypes = Object.keys(kinds) as readonly EventType[]

type ClientEventType = {
  [Type in EventType]: (typeof kinds)[Type]['seenBy'] extends 'client' ? Type : never
}[EventType]
/** An event that the client sees. */
export type ClientEvent = Extract<AppealEvent, { readonly type: ClientEventType }>

/** Whether the client is shown this event: on the page, in notices, in receipts and evidence. */
export function isSeenByClient<Event extends Pick<AppealEvent, 'type'>>(
  event: Event,
): event is Event & Pick<ClientEvent, 'type'> {
  return eventKinds[event.type].seenBy === 'client'
}

/** §10: the status is what its history says; the column is a cache of it. An empty history is a draft. */
export function statusOf(history: readonly Pick<AppealEvent, 'type'>[]): Status {
  const act = history.map(({ type }) => eventKinds[type].act).findLast((one) => one !== null)
  return act == null ? firstStatus : transitions[act].to
}

/** §10: the term now in force: the one told at registration, or the latest that an interim reply set. */
function dueDateOf(history: readonly AppealEvent[]): PlainDate | null {
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

/** Before there were slots: the last interim reply asks for papers in its text, and the answer has not come yet. */
export function arePapersAsked(history: readonly AppealEvent[]): boolean {
  const last = history.findLast(({ type }) => {
    const { act } = eventKinds[type]
    return act !== null && act !== 'takeIntoWork'
  })
  return last?.type === 'interimReplied' && last.data.papersAsked === true
}

const firstOf = (...moments: readonly (string | null)[]): string | null =>
  moments.flatMap((one) => one ?? []).sort()[0] ?? null

/** What a history adds up to: everything of an appeal that the acts on it decide. Times are ISO 8601, UTC. */
export interface AppealState {
  readonly status: Status
  readonly sentAt: string | null
  readonly registersAt: string | null
  /** Promised while sent, final when registered. */
  readonly registrationDate: PlainDate | null
  readonly registration: { readonly register: string; readonly year: number; readonly number: number } | null
  readonly dueDate: PlainDate | null
  /** Who answers for it; null: nobody yet, or nobody any more. */
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  readonly internalDay: PlainDate | null
  /** Whose work it is; null: on the registrar's desk. */
  readonly unitId: string | null
  readonly routedAt: string | null
  /** Staff whom it is about. */
  readonly concernedIds: readonly string[]
  readonly executedAt: string | null
  /** When the client first sent what still waits for a word of the company, papers too; null: nothing does. */
  readonly awaitsWordSince: string | null
  /** By when the client gives papers that are asked of them and not sent; null: none are. */
  readonly papersBy: PlainDate | null
  /** The client wants the appeal back: by when the company says whether; null: they don't. */
  readonly withdrawalDueDate: PlainDate | null
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
  coExecutorIds: [],
  internalDay: null,
  unitId: null,
  routedAt: null,
  concernedIds: [],
  executedAt: null,
  awaitsWordSince: null,
  papersBy: null,
  withdrawalDueDate: null,
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
    case 'executorChanged':
      return { executorId: event.data.executorId }
    case 'executed':
      return { executedAt: event.occurredAt }
    case 'reopened':
      return { executedAt: null, executorId: event.data.executorId }
    case 'routed':
      return { unitId: event.data.unitId, routedAt: event.occurredAt }
    case 'workAssigned':
      return { coExecutorIds: event.data.coExecutorIds, internalDay: event.data.internalDay }
    case 'concernsNamed':
      return { concernedIds: event.data.staffIds }
    case 'interimReplied':
    case 'forwarded':
    case 'corrected':
    case 'returned':
    case 'returnedByCompany':
    case 'dueDateTold':
    case 'submitted':
    case 'messaged':
    case 'papersAsked':
    case 'paperSettled':
    case 'paperAskedAgain':
    case 'papersReminded':
    case 'answerNotNeeded':
    case 'withdrawn':
    case 'withdrawalDeclined':
    case 'replyProposed':
    case 'replySentBack':
    case 'replyTakenBack':
    case 'replyApproved':
    case 'replyFrozen':
    case 'replySigned':
    case 'numberAnnulled':
    case 'replyDiscarded':
    case 'registerCorrected':
    case 'noted':
    case 'noteDeleted':
    case 'asked':
    case 'questionAnswered':
    case 'questionWithdrawn':
    case 'linked':
    case 'unlinked':
      return {}
  }
}

/** The fold of a history. The columns of the appeal's row are a cache of it, and a test proves them equal. */
export function stateOf(history: readonly AppealEvent[]): AppealState {
  let state = draftState
  for (const event of history) state = { ...state, ...changesBy(event) }
  const status = statusOf(history)
  const isOpen = openStatuses.some((one) => one === status)
  return {
    ...state,
    status,
    dueDate: dueDateOf(history),
    awaitsWordSince: firstOf(messageWaitsSince(history), isOpen ? papersWaitSince(history) : null),
    papersBy: isOpen ? papersByOf(history) : null,
    withdrawalDueDate: openWithdrawal(history)?.decideBy ?? null,
    companyActedAt: history.findLast(({ type }) => eventKinds[type].unread)?.occurredAt ?? null,
  }
}
