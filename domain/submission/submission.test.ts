import { expect, test } from 'vitest'
import type { AppealEvent, EventData, EventType } from '../appeal/event.ts'
import { eventTypes, stateOf } from '../appeal/history.ts'
import { finalStatuses, openStatuses, statuses, unsentStatuses } from '../appeal/status.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { checkMessage, maySubmit, messageLength, senderOf } from './submission.ts'

const today = plainDate('2026-01-12')
const mandate = (validTo: string | null) => ({
  validFrom: plainDate('2026-01-01'),
  validTo: validTo === null ? null : plainDate(validTo),
})

test('a message is sent while the appeal is open, by its writer and by who acts for the same party', () => {
  for (const status of statuses) {
    for (const sender of ['writer', 'holder'] as const) {
      const open = openStatuses.some((one) => one === status)
      expect([status, maySubmit('message', status, sender)?.code]).toEqual([
        status,
        open ? undefined : 'appeal_over',
      ])
    }
  }
  expect(
    [...unsentStatuses, ...finalStatuses].every((one) => maySubmit('message', one, 'writer') !== null),
  ).toBe(true)
})

test('who may not act for the party today sends nothing, who wrote it among them', () => {
  const tie = { isOneself: false, mandates: [mandate('2026-01-12')] }
  expect(senderOf({ isOneself: true, mandates: [], isWriter: true }, today)).toBe('writer')
  expect(senderOf({ isOneself: true, mandates: [], isWriter: false }, today)).toBe('holder')
  expect(senderOf({ ...tie, isWriter: true }, today)).toBe('writer')
  expect(senderOf({ ...tie, isWriter: false }, today)).toBe('holder')
  const over = { isOneself: false, mandates: [mandate('2026-01-11')] }
  expect(senderOf({ ...over, isWriter: true }, today)).toBeNull()
  expect(senderOf({ isOneself: false, mandates: [], isWriter: true }, today)).toBeNull()
})

test('a message has words, as many as there is room for', () => {
  expect(checkMessage(' \n\t ')?.code).toBe('required')
  expect(checkMessage('ұ')).toBeNull()
  expect(checkMessage('ұ'.repeat(messageLength))).toBeNull()
  expect(checkMessage('ұ'.repeat(messageLength + 1))?.code).toBe('too_long')
  expect(checkMessage('сөз\u202Eзөс')?.code).toBe('characters_not_allowed')
})

const data: Partial<EventData> = {
  sent: {
    couponYear: 2026,
    couponNumber: 1,
    registersAt: '2026-01-12T04:30:00.000Z',
    registrationDate: plainDate('2026-01-12'),
    letterFileId: 'f',
    letterCommitment: 'c',
    signatureCode: 's',
  },
  registered: {
    register: 'appeals',
    year: 2026,
    number: 1,
    date: plainDate('2026-01-12'),
    dueDate: plainDate('2026-02-02'),
  },
  takenIntoWork: { executorId: 'e' },
  submitted: { submissionId: 'm', kind: 'message', commitment: 'c', fileDigests: [] },
  messaged: { correspondenceId: 'm', commitment: 'c' },
  answerNotNeeded: {},
  interimReplied: {
    correspondenceId: 'i',
    approvedBy: 'h',
    oldDueDate: plainDate('2026-02-02'),
    newDueDate: plainDate('2026-02-10'),
  },
  noted: { noteId: 'n' },
  executed: { correspondenceId: 'a' },
}
const historyOf = (...types: EventType[]): AppealEvent[] =>
  types.map(
    (type, place) =>
      ({
        type,
        seq: place + 1,
        occurredAt: new Date(Date.UTC(2026, 0, 12, 5, place)).toISOString(),
        data: data[type] ?? {},
      }) as AppealEvent,
  )
const minute = (place: number) => new Date(Date.UTC(2026, 0, 12, 5, place)).toISOString()
const waitsSince = (...types: EventType[]) =>
  stateOf(historyOf('sent', 'registered', ...types)).awaitsWordSince

test('what the client wrote waits for a word since the first of it, until one is given', () => {
  expect(waitsSince('takenIntoWork')).toBeNull()
  expect(waitsSince('submitted')).toBe(minute(2))
  expect(waitsSince('submitted', 'submitted')).toBe(minute(2))
  expect(waitsSince('submitted', 'takenIntoWork', 'noted')).toBe(minute(2))
})

test('a word is every letter and message of the company, and that none is needed; nothing else ends the waiting', () => {
  const words: readonly EventType[] = [
    'messaged',
    'answerNotNeeded',
    'interimReplied',
    'papersAsked',
    'executed',
    'forwarded',
    'corrected',
    'returned',
    'returnedByCompany',
    'withdrawn',
  ]
  for (const type of eventTypes.filter((one) => one !== 'submitted')) {
    const word = words.includes(type)
    expect([type, waitsSince('submitted', type)]).toEqual([type, word ? null : minute(2)])
    expect([type, waitsSince('submitted', type, 'submitted')]).toEqual([type, minute(word ? 4 : 2)])
  }
})

test('a message answers what its writer had seen: of what the client wrote later, the first waits on', () => {
  const history = historyOf('sent', 'registered', 'submitted', 'submitted', 'submitted').map((event) =>
    event.type === 'submitted' ? { ...event, data: { ...event.data, submissionId: `m${event.seq}` } } : event,
  )
  const after = (upTo: string | null, ...before: (string | null)[]) =>
    stateOf([
      ...history,
      ...[...before, upTo].map((one, place) => ({
        type: 'messaged' as const,
        seq: 6 + place,
        occurredAt: minute(5 + place),
        data: { correspondenceId: 'c', commitment: 'c', upTo: one },
      })),
    ]).awaitsWordSince
  expect([after(null), after('m3'), after('m4'), after('m5')]).toEqual([
    minute(2),
    minute(3),
    minute(4),
    null,
  ])
  // Who had seen less than another who was first takes nothing back, and adds nothing.
  expect([after('m3', 'm4'), after(null, 'm5'), after('m5', 'm3')]).toEqual([minute(4), null, null])
})

test('neither status nor due date moves by what is written, whatever came before; only the company makes it unread', () => {
  const known = eventTypes.filter((type) => data[type] !== undefined && type !== 'sent')
  const written = ['submitted', 'messaged', 'answerNotNeeded'] as const
  let histories: EventType[][] = [['sent']]
  for (let length = 0; length < 3; length += 1) {
    histories = histories.flatMap((one) => [one, ...known.map((type) => [...one, type])])
    for (const types of histories) {
      const before = stateOf(historyOf(...types))
      for (const type of written) {
        const after = stateOf(historyOf(...types, type))
        expect(after).toEqual({
          ...before,
          awaitsWordSince: after.awaitsWordSince,
          companyActedAt: type === 'messaged' ? minute(types.length) : before.companyActedAt,
        })
      }
    }
    histories = histories.filter((one, place) => place % 3 === 0 || one.length <= 2)
  }
})
