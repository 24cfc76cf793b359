import { messageWaitsSince } from '../appeal/awaits-word.ts'
import type { AppealEvent, EventType } from '../appeal/event.ts'
import { arePapersThere } from '../appeal/papers.ts'
import { openWithdrawal } from '../appeal/withdrawal.ts'
import type { WorkSignal } from './kind.ts'

/** Signals that come of an event. */
export type EventSignal = Exclude<
  WorkSignal,
  'dueSoon' | 'dueToday' | 'overdue' | 'free' | 'questionDue' | 'papersDue' | 'withdrawalDue'
>

/**
 * Whom each is for: those whom the event names, the people of the unit that was asked, a head who may approve, or who
 * must act on the appeal: its executor, and while there is none the people of its unit.
 */
export const audienceOf: Readonly<Record<EventSignal, 'named' | 'unit' | 'head' | 'duty'>> = {
  assigned: 'named',
  asked: 'unit',
  answered: 'named',
  clientWrote: 'duty',
  papersCame: 'duty',
  withdrawalAsked: 'duty',
  toApprove: 'head',
  toSign: 'named',
  sentBack: 'named',
  approved: 'named',
  numberAnnulled: 'named',
}

/** docs/office.md 8: the one table that says which event gives which signals. None: nobody has to do anything by it. */
export const signalsOf: Readonly<Record<EventType, readonly EventSignal[]>> = {
  sent: [],
  registered: [],
  takenIntoWork: ['assigned'],
  executorChanged: ['assigned'],
  // A letter that waits, waits for other heads now.
  routed: ['toApprove'],
  workAssigned: ['assigned'],
  noted: [],
  noteDeleted: [],
  asked: ['asked'],
  questionAnswered: ['answered'],
  questionWithdrawn: [],
  linked: [],
  unlinked: [],
  interimReplied: [],
  executed: [],
  forwarded: [],
  corrected: [],
  reopened: ['assigned'],
  returned: [],
  returnedByCompany: [],
  dueDateTold: [],
  // Which of them, its kind says (`isOver`).
  submitted: ['clientWrote', 'papersCame', 'withdrawalAsked'],
  messaged: [],
  papersAsked: [],
  paperSettled: [],
  paperAskedAgain: [],
  papersReminded: [],
  answerNotNeeded: [],
  withdrawn: [],
  withdrawalDeclined: [],
  registerCorrected: [],
  concernsNamed: [],
  replyProposed: ['toApprove'],
  replySentBack: ['sentBack'],
  replyTakenBack: [],
  replyApproved: ['approved', 'toSign'],
  replyFrozen: [],
  replySigned: [],
  numberAnnulled: ['numberAnnulled'],
  replyDiscarded: [],
}

/** An event with who did it: the id of somebody of the staff, null for the client and the system. */
export type ActedEvent = AppealEvent & { readonly by: string | null }

type Submitted = Extract<ActedEvent, { readonly type: 'submitted' }>

/** What an event is about beside its appeal: a question, or a letter on its way. */
const subjectOf = ({ data }: ActedEvent): string | null =>
  'questionId' in data ? data.questionId : 'replyId' in data ? (data.replyId ?? null) : null

/**
 * Whom an event names. Of a letter it is who proposed it last; who approved it is to sign it, and hears where its
 * number was annulled. Of an answer it is who asked.
 */
export function namedBy(kind: EventSignal, event: ActedEvent, history: readonly ActedEvent[]): string[] {
  const before = history.filter(({ seq }) => seq < event.seq)
  const whoDid = (type: EventType): string[] => {
    const by = before.findLast((one) => one.type === type && subjectOf(one) === subjectOf(event))?.by
    return by == null ? [] : [by]
  }
  switch (kind) {
    case 'asked':
    case 'toApprove':
    case 'clientWrote':
    case 'papersCame':
    case 'withdrawalAsked':
      return []
    case 'answered':
      return whoDid('asked')
    case 'sentBack':
    case 'approved':
      return whoDid('replyProposed')
    case 'toSign':
      return event.by === null ? [] : [event.by]
    case 'numberAnnulled':
      return [...new Set([...whoDid('replyApproved'), ...whoDid('replyProposed')])]
    case 'assigned':
      return givenTo(event, before)
  }
}

function givenTo(event: ActedEvent, before: readonly ActedEvent[]): string[] {
  if (event.type === 'workAssigned') {
    const last = before.findLast((one) => one.type === 'workAssigned')
    const helped = last?.type === 'workAssigned' ? last.data.coExecutorIds : []
    return event.data.coExecutorIds.filter((id) => !helped.includes(id))
  }
  if (!('executorId' in event.data)) return []
  return event.data.executorId === null ? [] : [event.data.executorId]
}

/** Nobody is told of what they did themselves, but that they are still to sign it. */
export const isToldToDoer = (kind: EventSignal): boolean => kind === 'toSign'

/** What stays worth telling, whatever came after. */
const lasting: readonly EventSignal[] = ['assigned', 'answered', 'approved']

/** Whether what an event asked for is done already: a later one is about the same. Then nobody is told any more. */
export function isOver(kind: EventSignal, event: ActedEvent, history: readonly ActedEvent[]): boolean {
  if (event.type === 'submitted') {
    if (kind === 'withdrawalAsked') return openWithdrawal(history)?.submissionId !== event.data.submissionId
    return kind === 'papersCame' ? !areAllThereBy(event, history) : isAnswered(event, history)
  }
  if (event.type === 'routed') return history.some((one) => one.seq > event.seq && one.type === 'routed')
  const subject = subjectOf(event)
  return !lasting.includes(kind) && history.some((one) => one.seq > event.seq && subjectOf(one) === subject)
}

function isAnswered(event: Submitted, history: readonly ActedEvent[]): boolean {
  const since = messageWaitsSince(history)
  return event.data.kind !== 'message' || since === null || event.occurredAt < since
}

/** With these everything that was asked for is there, and it is still to be settled. */
function areAllThereBy(event: Submitted, history: readonly ActedEvent[]): boolean {
  const last = history.findLast((one) => one.type === 'submitted' && one.data.kind === 'papers')
  return last?.seq === event.seq && arePapersThere(history)
}

/** The letters that an event asks heads to say yes to: the one proposed, or all that waited when it was routed. */
export function proposedBy(event: ActedEvent, history: readonly ActedEvent[]): string[] {
  if (event.type === 'replyProposed') return [event.data.replyId]
  if (event.type !== 'routed') return []
  const last = new Map(history.flatMap((one) => ('replyId' in one.data ? [[subjectOf(one), one]] : [])))
  return [...last.values()].flatMap((one) =>
    one.type === 'replyProposed' && one.seq < event.seq ? [one.data.replyId] : [],
  )
}
