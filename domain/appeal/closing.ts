import { localDate, parseInstant } from '../calendar/instant.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { AppealEvent } from './event.ts'
import { eventKinds } from './history.ts'
import { finalStatuses, transitions } from './status.ts'

/** What figures count of an appeal beside its status (docs/decisions/0033). */
export interface Closing {
  /** The local day of the act that led to a last status; null: something is still to happen. */
  readonly closedOn: PlainDate | null
  /** It was answered, or an interim reply was sent, after the day that was in force then. */
  readonly late: boolean
  /** An interim reply has moved the day. */
  readonly extended: boolean
}

const dayOf = ({ occurredAt }: Pick<AppealEvent, 'occurredAt'>): PlainDate => {
  const instant = parseInstant(occurredAt)
  if (instant === null) throw new RangeError(`no moment: ${occurredAt}`)
  return localDate(instant)
}

/**
 * §10, docs/office.md 9: late by the day in force at each act, so that a term moved in time is kept, and one that had
 * lapsed before the interim reply came is not mended by it.
 */
export function closingOf(history: readonly AppealEvent[]): Closing {
  let [due, late, extended]: [PlainDate | null, boolean, boolean] = [null, false, false]
  for (const event of history) {
    if (event.type === 'registered' || event.type === 'dueDateTold') due = event.data.dueDate
    if (event.type !== 'interimReplied' && event.type !== 'executed') continue
    late ||= due !== null && dayOf(event) > due
    if (event.type === 'interimReplied') {
      due = event.data.newDueDate
      extended = true
    }
  }
  return { closedOn: closedOn(history), late, extended }
}

function closedOn(history: readonly AppealEvent[]): PlainDate | null {
  const last = history.findLast(({ type }) => eventKinds[type].act !== null)
  if (last === undefined) return null
  const { act } = eventKinds[last.type]
  return act !== null && finalStatuses.includes(transitions[act].to) ? dayOf(last) : null
}
