import { randomUUID } from 'node:crypto'
import { actorOf, clientActor } from '../../domain/appeal/actor.ts'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { type PlainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { type Outcome, outcomes } from '../../domain/reply/reply.ts'
import { firstPrevious, hashOf, type StoredEvent } from '../../server/appeal/event-chain.ts'
import { appealsRegister } from '../../server/registry/registry-store.ts'
import type { GrownClient } from './grown-clients.ts'
import { chance } from './grown-words.ts'
import type { Place, Schedule } from './schedule.ts'

/** Who answers what is written under contracts of a kind. */
export interface Answering {
  readonly unitId: string
  readonly rule: string
  readonly executorId: string
  readonly executor: PersonName
  readonly headId: string
}

/** What an appeal's history is made of. */
export interface Told {
  /** Its place among all, from 0. */
  readonly appeal: number
  readonly place: Place
  readonly client: GrownClient
  readonly answering: Answering
  readonly dueDate: PlainDate
  readonly letterFileId: string
  readonly letterCommitment: string
  readonly signatureCode: string
  /** Before this moment nothing may be recorded any more: the end of the last head's day. */
  readonly recordedFrom: Instant
}

/** A letter of the company, sent as before letters had numbers: by one press, with no file kept. */
export interface GrownReply {
  readonly id: string
  readonly kind: 'interimReply' | 'answer' | 'forwarding'
  readonly sentAt: Instant
  readonly newDueDate: PlainDate | null
  readonly outcome: Outcome | null
}

export interface GrownHistory {
  readonly appealId: string
  readonly chain: readonly StoredEvent[]
  readonly replies: readonly GrownReply[]
}

/** Of a thousand: returned, forwarded, answered after an interim reply, answered too late; the others in time. */
const shares = { returned: 4, forwarded: 12, extended: 60, late: 85 }

/** All that happened to an appeal, from its sending to its end, in a whole chain. */
export function historyOf(told: Told, { days, mornings }: Schedule): GrownHistory {
  const { appeal, place, client, answering } = told
  const { at, day, year, number } = place
  const { unitId, rule, executorId, headId } = answering
  const appealId = randomUUID()
  const date = days[day] as PlainDate
  const chain: StoredEvent[] = []
  const replies: GrownReply[] = []

  function tell<Type extends EventType>(
    type: Type,
    when: Instant,
    actor: string,
    source: string,
    data: EventData[Type],
  ) {
    const event = {
      appeal: appealId,
      seq: chain.length + 1,
      type,
      occurredAt: new Date(when).toISOString(),
      recordedAt: new Date(Math.max(when, told.recordedFrom)).toISOString(),
      actor,
      source,
      key: type,
      data,
      previous: chain.at(-1)?.hash ?? firstPrevious,
    }
    chain.push({ ...event, hash: hashOf(event) })
  }
  /** Within the hours of a day. */
  const on = (which: number): Instant => (mornings[which] ?? 0) + chance(appeal, 10, 8 * 3_600_000)
  const reply = (kind: GrownReply['kind'], which: number, more: Partial<GrownReply> = {}) => {
    const one = { id: randomUUID(), kind, sentAt: on(which), newDueDate: null, outcome: null, ...more }
    replies.push(one)
    return one
  }

  tell('sent', at, clientActor(client.personId), 'cabinet', {
    couponYear: year,
    couponNumber: number,
    registersAt: new Date(at).toISOString(),
    registrationDate: date,
    letterFileId: told.letterFileId,
    letterCommitment: told.letterCommitment,
    signatureCode: told.signatureCode,
  })
  tell('registered', at, 'system', 'registry', {
    register: appealsRegister.code,
    year: yearOf(date),
    number,
    date,
    dueDate: told.dueDate,
  })
  tell('routed', at, 'system', 'registry', { unitId, rule, reasonId: null })
  tell('takenIntoWork', at + 900_000, actorOf(executorId), 'office', { executorId })

  const due = Math.max(
    day + 1,
    days.findLastIndex((one) => one <= told.dueDate),
  )
  const share = chance(appeal, 11, 1000)
  if (share < shares.returned) {
    tell('returned', on(day + 1), 'system', 'registry', { reason: 'revoked' })
  } else if (share < shares.forwarded) {
    const { id, sentAt } = reply('forwarding', day + 1)
    tell('forwarded', sentAt, actorOf(executorId), 'office', { correspondenceId: id })
  } else {
    let end = share < shares.late ? due + 1 + chance(appeal, 12, 8) : day + 1 + chance(appeal, 12, due - day)
    if (share >= shares.forwarded && share < shares.extended) {
      const newDueDate = days[due + 15] as PlainDate
      const { id, sentAt } = reply('interimReply', Math.max(day + 1, due - 1), { newDueDate })
      const dates = { oldDueDate: told.dueDate, newDueDate }
      tell('interimReplied', sentAt, actorOf(executorId), 'office', {
        correspondenceId: id,
        approvedBy: headId,
        ...dates,
      })
      end = due + 1 + chance(appeal, 12, 12)
    }
    const outcome = outcomes[chance(appeal, 13, outcomes.length)] ?? null
    const { id, sentAt } = reply('answer', end, { outcome })
    tell('executed', sentAt, actorOf(executorId), 'office', { correspondenceId: id })
  }
  return { appealId, chain, replies }
}
