import { staffOf } from '../../domain/appeal/actor.ts'
import type { AppealEvent, EventType } from '../../domain/appeal/event.ts'
import { isSeenByClient } from '../../domain/appeal/history.ts'
import { isRevoked } from '../../domain/appeal/withdrawal.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { CaseEvent } from '../../wire/case.ts'
import type { StoredEvent } from '../appeal/event-chain.ts'

/** What the rows of a history call things by: everything an event names by an id. */
export interface CaseNames {
  readonly staff: ReadonlyMap<string, string>
  readonly units: ReadonlyMap<string, string>
  readonly remarks: ReadonlyMap<string, string>
  /** Units of questions, by the questions' ids. */
  readonly askedUnits: ReadonlyMap<string, string>
  /** Numbers of other appeals in the asker's sight, by their ids. */
  readonly others: ReadonlyMap<string, string>
}

interface Said {
  readonly people: string[]
  readonly unit: string | null
  readonly rule: string | null
  readonly remark: string | null
  readonly day: PlainDate | null
  readonly number: string | null
  readonly what: CaseEvent['what']
}
const nothing: Said = {
  people: [],
  unit: null,
  rule: null,
  remark: null,
  day: null,
  number: null,
  what: null,
}

/** What an event says, in the names of those it is about. */
function saidBy(event: AppealEvent, names: CaseNames): Said {
  const staff = (id: string | null) => (id === null ? [] : [names.staff.get(id) ?? ''])
  const remark = (id: string | null) => (id === null ? null : (names.remarks.get(id) ?? null))
  const questionOf = (id: string) => ({ ...nothing, unit: names.askedUnits.get(id) ?? null })
  switch (event.type) {
    case 'sent': {
      const coupon = { year: event.data.couponYear, number: event.data.couponNumber }
      return { ...nothing, number: formatCoupon(coupon) }
    }
    case 'registered':
      return { ...nothing, number: formatRegistration(event.data), day: event.data.dueDate }
    case 'dueDateTold':
      return { ...nothing, day: event.data.dueDate }
    case 'papersAsked':
      return { ...nothing, day: event.data.papers.by }
    case 'paperAskedAgain':
    case 'papersReminded':
      return { ...nothing, day: event.data.by }
    case 'interimReplied':
      return { ...nothing, day: event.data.newDueDate }
    case 'takenIntoWork':
      return { ...nothing, people: staff(event.data.executorId) }
    case 'executorChanged':
      return {
        ...nothing,
        people: staff(event.data.executorId),
        remark: remark(event.data.reasonId),
      }
    case 'reopened':
      return { ...nothing, people: staff(event.data.executorId), remark: remark(event.data.reasonId) }
    case 'routed': {
      const { unitId, rule, reasonId } = event.data
      const unit = unitId === null ? null : (names.units.get(unitId) ?? null)
      return { ...nothing, unit, rule, remark: remark(reasonId) }
    }
    case 'workAssigned': {
      const { coExecutorIds, internalDay, instructionId } = event.data
      const people = coExecutorIds.flatMap(staff)
      return { ...nothing, people, day: internalDay, remark: remark(instructionId) }
    }
    case 'asked':
    case 'questionAnswered':
    case 'questionWithdrawn':
      return questionOf(event.data.questionId)
    case 'linked':
    case 'unlinked':
      return { ...nothing, number: names.others.get(event.data.appealId) ?? null }
    case 'replySentBack':
      return { ...nothing, remark: remark(event.data.remarkId) }
    case 'concernsNamed':
      return {
        ...nothing,
        people: event.data.staffIds.flatMap(staff),
        remark: remark(event.data.reasonId),
      }
    case 'submitted':
      return { ...nothing, what: event.data.kind === 'message' ? null : event.data.kind }
    case 'withdrawalDeclined':
      return { ...nothing, what: isRevoked(event) ? 'revoked' : null }
    case 'paperSettled':
      return { ...nothing, what: event.data.how }
    case 'replyProposed':
    case 'replyTakenBack':
    case 'replyApproved':
    case 'replyFrozen':
    case 'replySigned':
    case 'numberAnnulled':
    case 'replyDiscarded':
    case 'registerCorrected':
    case 'executed':
    case 'forwarded':
    case 'corrected':
    case 'returned':
    case 'returnedByCompany':
    case 'messaged':
    case 'answerNotNeeded':
    case 'withdrawn':
    case 'noted':
    case 'noteDeleted':
      return nothing
  }
}

/** The whole history as staff see it, oldest first; each row says whether the client sees it too. */
export function caseHistory(chain: readonly StoredEvent[], names: CaseNames, askerId: string): CaseEvent[] {
  return chain.map((stored, index) => {
    const { type, seq, occurredAt, data } = stored
    const event = { type, seq, occurredAt, data } as AppealEvent
    const by = staffOf(stored.actor)
    return {
      seq,
      type,
      at: occurredAt,
      by: by === null ? null : (names.staff.get(by) ?? ''),
      mine: by === askerId,
      insteadOf: replacedName(event, names),
      source: stored.source as CaseEvent['source'],
      clientSees: isSeenByClient(event),
      again: isAgain(chain.slice(0, index), type, data),
      ...saidBy(event, names),
    }
  })
}

function replacedName({ data }: AppealEvent, { staff }: CaseNames): string | null {
  return 'insteadOf' in data && data.insteadOf !== undefined ? (staff.get(data.insteadOf) ?? '') : null
}

/** A note that was noted before is brought back. */
function isAgain(before: readonly StoredEvent[], type: EventType, data: unknown): boolean {
  const { noteId } = data as { noteId?: string }
  return (
    type === 'noted' &&
    before.some((one) => one.type === 'noted' && (one.data as { noteId?: string }).noteId === noteId)
  )
}
