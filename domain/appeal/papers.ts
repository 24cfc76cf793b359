import type { PlainDate } from '../calendar/plain-date.ts'
import type { AppealEvent } from './event.ts'

/**
 * How far one asked paper is (docs/office.md 12): the client is to send it, has sent it, it is good, or nobody needs
 * it any more.
 */
export const paperStates = ['asked', 'sent', 'accepted', 'notNeeded'] as const
export type PaperState = (typeof paperStates)[number]

/** What staff say of one paper. `accepted` and `askedAgain` are of what the client has sent. */
export const paperDecisions = ['accepted', 'notNeeded', 'askedAgain'] as const
export type PaperDecision = (typeof paperDecisions)[number]

/** What the company asks for and has not settled; one at a time. */
export interface PaperRequest {
  readonly id: string
  /** By which day; later it may be sent all the same. */
  readonly by: PlainDate
  readonly slots: readonly AskedSlot[]
  /** The event that said the day, by its place in the history. */
  readonly seq: number
}
interface AskedSlot {
  readonly id: string
  readonly state: PaperState
  /** When what is there was sent, ISO 8601; null: nothing was since it was last asked for. */
  readonly sentAt: string | null
}

/** The request that is open: some of its papers are still to be sent, or to be settled. An answer ends it. */
export function paperRequestOf(history: readonly AppealEvent[]): PaperRequest | null {
  const request = history.reduce(after, null)
  return request?.slots.some(({ state }) => state === 'asked' || state === 'sent') === true ? request : null
}

function after(request: PaperRequest | null, event: AppealEvent): PaperRequest | null {
  if (event.type === 'executed') return null
  if (event.type === 'interimReplied' || event.type === 'papersAsked') {
    const { papers } = event.data
    if (papers === undefined) return request
    const slots = papers.slotIds.map((id) => ({ id, state: 'asked', sentAt: null }) as const)
    return { id: papers.requestId, by: papers.by, slots, seq: event.seq }
  }
  if (request === null) return null
  switch (event.type) {
    case 'submitted':
      return withSlots(request, event.data.slotIds ?? [], { state: 'sent', sentAt: event.occurredAt })
    case 'paperSettled':
      return withSlots(request, [event.data.slotId], { state: event.data.how })
    case 'paperAskedAgain': {
      const asked = withSlots(request, [event.data.slotId], { state: 'asked', sentAt: null })
      return { ...asked, by: event.data.by, seq: event.seq }
    }
    default:
      return request
  }
}

const withSlots = (
  request: PaperRequest,
  ids: readonly string[],
  changed: Partial<AskedSlot>,
): PaperRequest => ({
  ...request,
  slots: request.slots.map((slot) => (ids.includes(slot.id) ? { ...slot, ...changed } : slot)),
})

/** By when the client gives what is asked of them and not sent; null: nothing is. */
export function papersByOf(history: readonly AppealEvent[]): PlainDate | null {
  const request = paperRequestOf(history)
  return request?.slots.some(({ state }) => state === 'asked') === true ? request.by : null
}

/** Since when papers that the client has sent wait to be settled, ISO 8601; null: none do. */
export function papersWaitSince(history: readonly AppealEvent[]): string | null {
  const waiting = paperRequestOf(history)?.slots.flatMap(({ state, sentAt }) =>
    state === 'sent' && sentAt !== null ? [sentAt] : [],
  )
  return waiting?.sort()[0] ?? null
}

/** Everything that was asked for has been sent, and some of it is to be settled. */
export function arePapersThere(history: readonly AppealEvent[]): boolean {
  return papersByOf(history) === null && papersWaitSince(history) !== null
}
