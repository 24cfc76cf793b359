import type { AppealEvent } from '../appeal/event.ts'
import { stateOf } from '../appeal/history.ts'
import { termStatuses } from '../appeal/status.ts'
import { localDate, parseInstant } from '../calendar/instant.ts'
import type { PlainDate } from '../calendar/plain-date.ts'

/** The days of an appeal that signals are counted from; null: none, nothing is told of it. */
export interface SignalDays {
  readonly term: PlainDate | null
  /** Since when nobody has it. */
  readonly free: PlainDate | null
  /** By when the client gives what is asked of them and not sent. */
  readonly papers: PlainDate | null
  /** By when the company decides on what the client wants back. */
  readonly withdrawal: PlainDate | null
}

/** docs/office.md 8: signals are of appeals whose term runs; nobody's are those that no executor answers for. */
export function signalDays(history: readonly AppealEvent[]): SignalDays {
  const { status, dueDate, executorId, papersBy, withdrawalDueDate } = stateOf(history)
  if (!termStatuses.some((one) => one === status)) {
    return { term: null, free: null, papers: null, withdrawal: null }
  }
  const freed = history.findLast(
    ({ type, data }) =>
      type === 'registered' ||
      type === 'routed' ||
      ((type === 'executorChanged' || type === 'reopened') &&
        'executorId' in data &&
        data.executorId === null),
  )
  const since = executorId === null && freed !== undefined ? parseInstant(freed.occurredAt) : null
  const free = since === null ? null : localDate(since)
  return { term: dueDate, free, papers: papersBy, withdrawal: withdrawalDueDate }
}
