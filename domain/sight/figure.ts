import { transitions } from '../appeal/status.ts'
import type { queueKeys } from '../mailbox/queue.ts'
import { queueAddress } from '../mailbox/queue-address.ts'
import { outcomes } from '../reply/reply.ts'

/** Figures are of the work of others: who answers alone sees their own on the desk (docs/decisions/0033). */
export const sightRoles = ['registrar', 'head', 'auditor'] as const

/** What happened on days: counted by month, so that a year costs what a month costs. */
export const flowCounters = [
  'received',
  'answered',
  'late',
  'extended',
  'returned',
  'forwarded',
  ...outcomes,
] as const
/** What is so at this moment. */
export const nowCounters = ['open', 'overdue', 'dueToday', 'dueWeek', 'unassigned', 'unrouted'] as const
export type FlowCounter = (typeof flowCounters)[number]
export type NowCounter = (typeof nowCounters)[number]
/** `inTime`: answered and not late; `unsaid`: answered without an outcome, as letters were before they had one. */
export type Counter = FlowCounter | NowCounter | 'inTime' | 'unsaid'

/** Local days, both included, as an address and an answer say them. */
export interface Dates {
  readonly from: string
  readonly to: string
}

type Asked = Readonly<Partial<Record<(typeof queueKeys)[number], string>>>

/** The ends that are counted by their status. */
export const ends: Readonly<Record<'answered' | 'returned' | 'forwarded', string>> = {
  answered: transitions.execute.to,
  returned: transitions.return.to,
  forwarded: transitions.forward.to,
}
const answered = ({ from, to }: Dates): Asked => ({
  status: ends.answered,
  closedFrom: from,
  closedTo: to,
})
const closedAs =
  (status: string) =>
  ({ from, to }: Dates): Asked => ({ status, closedFrom: from, closedTo: to })
const answeredWith =
  (more: Asked) =>
  (span: Dates): Asked => ({ ...answered(span), ...more })

/** The list of the queue that each number counts: its rows, and how many there are (docs/decisions/0033). */
const lists: Readonly<Record<Counter, (span: Dates) => Asked>> = {
  received: ({ from, to }) => ({ status: 'any', registeredFrom: from, registeredTo: to }),
  answered,
  inTime: answeredWith({ late: 'no' }),
  late: answeredWith({ late: 'yes' }),
  extended: answeredWith({ extended: 'yes' }),
  returned: closedAs(ends.returned),
  forwarded: closedAs(ends.forwarded),
  satisfied: answeredWith({ outcome: 'satisfied' }),
  explained: answeredWith({ outcome: 'explained' }),
  refused: answeredWith({ outcome: 'refused' }),
  partly: answeredWith({ outcome: 'partly' }),
  unsaid: answeredWith({ outcome: 'none' }),
  open: () => ({}),
  overdue: () => ({ due: 'overdue' }),
  dueToday: () => ({ due: 'today' }),
  dueWeek: () => ({ due: 'week' }),
  unassigned: () => ({ whose: 'free' }),
  unrouted: () => ({ unit: 'none' }),
}

/** What narrows the figures, and the row of a table that a number is in. */
export type Place = Readonly<
  Partial<Record<'unit' | 'executor' | 'category' | 'type' | 'contractKind', string | undefined>>
>

/** The address of the list that a number counts. What is unrouted has no other unit. */
export const listOf = (counter: Counter, span: Dates, place: Place = {}): string =>
  queueAddress({ ...place, ...lists[counter](span) })

/**
 * One of the twelve. `count`: a number of appeals; `share`: how many of `among` in per cent; `percentile`: so many
 * working days or fewer for the share `q` of `among`. `when`: in the period, or at this moment.
 */
export type Figure = { readonly code: string; readonly when: 'period' | 'now' } & (
  | { readonly kind: 'count'; readonly of: Counter; readonly among?: Counter }
  | { readonly kind: 'share'; readonly of: Counter; readonly among: Counter }
  | { readonly kind: 'percentile'; readonly q: number; readonly among: Counter }
)

/** The twelve, in their order on the page. */
export const figures = [
  { code: 'received', when: 'period', kind: 'count', of: 'received' },
  { code: 'answered', when: 'period', kind: 'count', of: 'answered' },
  { code: 'inTime', when: 'period', kind: 'share', of: 'inTime', among: 'answered' },
  { code: 'median', when: 'period', kind: 'percentile', q: 0.5, among: 'answered' },
  { code: 'ninetieth', when: 'period', kind: 'percentile', q: 0.9, among: 'answered' },
  { code: 'extended', when: 'period', kind: 'count', of: 'extended', among: 'answered' },
  { code: 'returned', when: 'period', kind: 'count', of: 'returned' },
  { code: 'open', when: 'now', kind: 'count', of: 'open' },
  { code: 'overdue', when: 'now', kind: 'count', of: 'overdue' },
  { code: 'dueToday', when: 'now', kind: 'count', of: 'dueToday' },
  { code: 'dueWeek', when: 'now', kind: 'count', of: 'dueWeek' },
  { code: 'unassigned', when: 'now', kind: 'count', of: 'unassigned' },
] as const satisfies readonly Figure[]
