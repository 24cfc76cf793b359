import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { AppealEvent, EventType } from './event.ts'
import { arePapersAsked, eventKinds, firstDueDateOf, stateOf, statusOf } from './history.ts'
import { transitions } from './status.ts'

const registered = (dueDate: string | null): AppealEvent => ({
  type: 'registered',
  seq: 2,
  occurredAt: '2022-10-12T05:06:00Z',
  data: {
    register: 'main',
    year: 2022,
    number: 3874,
    date: '2022-10-12' as PlainDate,
    dueDate: dueDate as PlainDate | null,
  },
})
const interim = (newDueDate: string): AppealEvent => ({
  type: 'interimReplied',
  seq: 3,
  occurredAt: '2022-11-01T05:06:00Z',
  data: {
    correspondenceId: 'c',
    approvedBy: 'h',
    oldDueDate: '2022-11-03' as PlainDate,
    newDueDate: newDueDate as PlainDate,
  },
})

describe('§10 status is a fold of the history', () => {
  test('no history is a draft', () => {
    expect(statusOf([])).toBe('draft')
  })

  test('the status is where the last event led', () => {
    expect(statusOf([{ type: 'sent' }, { type: 'registered' }])).toBe('registered')
    expect(statusOf([{ type: 'sent' }, { type: 'registered' }, { type: 'interimReplied' }])).toBe(
      'interimReply',
    )
  })

  test('any history that the table allows folds to a status that the table knows', () => {
    const types = Object.keys(eventKinds) as EventType[]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...types), { maxLength: 12 }), (wishes) => {
        const history: { type: EventType }[] = []
        let status = statusOf(history)
        for (const type of wishes) {
          const { act } = eventKinds[type]
          if (act !== null && !transitions[act].from.includes(status)) continue
          history.push({ type })
          if (act !== null) status = transitions[act].to
          if (statusOf(history) !== status) return false
        }
        return true
      }),
    )
  })
})

const dueDateOf = (history: readonly AppealEvent[]) => stateOf(history).dueDate

describe('§10 the term in force', () => {
  test('is told at registration and moved by an interim reply', () => {
    expect(dueDateOf([registered('2022-11-03')])).toBe('2022-11-03')
    expect(dueDateOf([registered('2022-11-03'), interim('2023-01-04')])).toBe('2023-01-04')
    expect(dueDateOf([registered('2022-11-03'), interim('2022-12-01'), interim('2022-12-15')])).toBe(
      '2022-12-15',
    )
  })

  test('is unknown while the calendar of its year is; told then, without a change of status', () => {
    expect(dueDateOf([registered(null)])).toBeNull()
    const told: AppealEvent = {
      type: 'dueDateTold',
      seq: 3,
      occurredAt: '2022-10-20T05:06:00Z',
      data: { dueDate: '2022-11-03' as PlainDate },
    }
    const history = [registered(null), told]
    expect([dueDateOf(history), firstDueDateOf(history)]).toEqual(['2022-11-03', '2022-11-03'])
    expect(statusOf(history)).toBe('registered')
    expect(stateOf(history).companyActedAt).toBe('2022-10-20T05:06:00Z')
    expect(dueDateOf([...history, interim('2022-12-01')])).toBe('2022-12-01')
    expect(firstDueDateOf([...history, interim('2022-12-01')])).toBe('2022-11-03')
  })
})

describe('§10 papers asked', () => {
  const base = interim('2022-12-01')
  const asks = { ...base, data: { ...base.data, papersAsked: true } } as AppealEvent
  const told: AppealEvent = {
    type: 'dueDateTold',
    seq: 4,
    occurredAt: '2022-11-02T05:06:00Z',
    data: { dueDate: '2022-12-01' as PlainDate },
  }
  const takenIntoWork: AppealEvent = {
    type: 'takenIntoWork',
    seq: 4,
    occurredAt: '2022-11-02T05:06:00Z',
    data: { executorId: 's' },
  }

  test('until the next reply or the answer, whatever is written down that is no act, and when somebody takes it', () => {
    expect(arePapersAsked([registered('2022-11-03'), base])).toBe(false)
    expect(arePapersAsked([registered('2022-11-03'), asks])).toBe(true)
    expect(arePapersAsked([registered('2022-11-03'), asks, takenIntoWork])).toBe(true)
    expect(arePapersAsked([registered('2022-11-03'), asks, told])).toBe(true)
    expect(arePapersAsked([registered('2022-11-03'), asks, interim('2022-12-20')])).toBe(false)
  })
})

describe('what a history adds up to', () => {
  const sent: AppealEvent = {
    type: 'sent',
    seq: 1,
    occurredAt: '2022-10-11T15:00:00Z',
    data: {
      couponYear: 2022,
      couponNumber: 1,
      registersAt: '2022-10-12T03:30:00Z',
      registrationDate: '2022-10-12' as PlainDate,
      letterFileId: 'f',
      letterCommitment: 'c',
      signatureCode: 'revocation_not_checked',
    },
  }

  test('a promise first, then number, dates and executor; only the company makes a thread unread', () => {
    expect(stateOf([])).toMatchObject({ status: 'draft', sentAt: null, companyActedAt: null })
    expect(stateOf([sent])).toMatchObject({
      status: 'sent',
      registrationDate: '2022-10-12',
      registration: null,
      dueDate: null,
      companyActedAt: null,
    })
    const history = [sent, registered('2022-11-03'), interim('2022-12-01')]
    expect(stateOf(history)).toMatchObject({
      status: 'interimReply',
      registration: { register: 'main', year: 2022, number: 3874 },
      dueDate: '2022-12-01',
      executorId: null,
      companyActedAt: '2022-11-01T05:06:00Z',
    })
    expect(firstDueDateOf(history)).toBe('2022-11-03')
    expect(firstDueDateOf([sent])).toBeNull()
  })
})
