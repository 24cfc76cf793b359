import type { AppealEvent, EventType } from '../appeal/history.ts'
import type { SignalKind } from './kind.ts'

/** Signals that come of an event. */
export type EventSignal = Extract<SignalKind, 'assigned' | 'asked' | 'answered'>

/** docs/office.md 6: the one table that says which event gives which signals. None: nobody has to do anything by it. */
export const signalsOf: Readonly<Record<EventType, readonly EventSignal[]>> = {
  sent: [],
  registered: [],
  takenIntoWork: ['assigned'],
  executorChanged: ['assigned'],
  routed: [],
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
  returned: [],
  dueDateTold: [],
}

/** An event with who did it: the id of somebody of the staff, null for the client and the system. */
export type ActedEvent = AppealEvent & { readonly by: string | null }

/** What an event is about beside its appeal: a question. */
const subjectOf = ({ data }: ActedEvent): string | null => ('questionId' in data ? data.questionId : null)

/** Whom an event names, where it names somebody; null: who has the duty, of the unit or its head. */
export function namedBy(
  kind: EventSignal,
  event: ActedEvent,
  history: readonly ActedEvent[],
): string[] | null {
  const before = history.filter(({ seq }) => seq < event.seq)
  switch (kind) {
    case 'asked':
      return null
    case 'answered': {
      const asked = before.findLast((one) => one.type === 'asked' && subjectOf(one) === subjectOf(event))
      return asked?.by == null ? [] : [asked.by]
    }
    case 'assigned': {
      if (event.type === 'workAssigned') {
        const last = before.findLast((one) => one.type === 'workAssigned')
        const helped = last?.type === 'workAssigned' ? last.data.coExecutorIds : []
        return event.data.coExecutorIds.filter((id) => !helped.includes(id))
      }
      if (event.type !== 'takenIntoWork' && event.type !== 'executorChanged') return []
      return event.data.executorId === null ? [] : [event.data.executorId]
    }
  }
}

/** Whether what an event asked for is done already: a later one is about the same. Then nobody is told any more. */
export function isOver(kind: EventSignal, event: ActedEvent, history: readonly ActedEvent[]): boolean {
  if (kind === 'assigned' || kind === 'answered') return false
  const subject = subjectOf(event)
  return history.some((one) => one.seq > event.seq && subjectOf(one) === subject)
}
