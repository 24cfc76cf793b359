import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { AppealEvent } from './event.ts'
import { stateOf } from './history.ts'
import { arePapersThere, paperRequestOf, papersByOf, papersWaitSince } from './papers.ts'

const day = (n: number) => plainDate(`2026-01-${String(n).padStart(2, '0')}`)
const registered = {
  type: 'registered',
  data: { register: 'a', year: 2026, number: 1, date: day(12), dueDate: plainDate('2026-02-02') },
}
const asked = (requestId = 'r', ...slotIds: string[]) => ({
  type: 'papersAsked',
  data: { correspondenceId: 'c', papers: { requestId, by: day(20), slotIds } },
})
const given = (...slotIds: string[]) => ({
  type: 'submitted',
  data: { submissionId: slotIds.join(), kind: 'papers', commitment: '', fileDigests: [], slotIds },
})
const settled = (slotId: string, how = 'accepted') => ({ type: 'paperSettled', data: { slotId, how } })
const again = (slotId: string, by = day(22)) => ({
  type: 'paperAskedAgain',
  data: { slotId, decisionId: 'd', by },
})
const reminded = { type: 'papersReminded', data: { requestId: 'r', by: day(20) } }
const taken = { type: 'takenIntoWork', data: { executorId: 'e' } }
const historyOf = (...events: readonly { type: string; data: object }[]): AppealEvent[] =>
  events.map(
    (event, place) =>
      ({
        ...event,
        seq: place + 1,
        occurredAt: new Date(Date.UTC(2026, 0, 12, 5, place)).toISOString(),
      }) as AppealEvent,
  )
const begun = [registered, taken, asked('r', 'a', 'b')]
const states = (...events: { type: string; data: object }[]) =>
  paperRequestOf(historyOf(...begun, ...events))?.slots.map(({ state }) => state)

test('each paper goes its own way; settled, all of them, nothing is asked any more', () => {
  expect(states()).toEqual(['asked', 'asked'])
  expect(states(given('b'))).toEqual(['asked', 'sent'])
  expect(states(given('b'), settled('b'), given('a'))).toEqual(['sent', 'accepted'])
  expect(states(given('b'), again('b'))).toEqual(['asked', 'asked'])
  expect(states(given('a', 'b'), settled('a'), settled('b', 'notNeeded'))).toBeUndefined()
  expect(states({ type: 'executed', data: { correspondenceId: 'x' } })).toBeUndefined()
})

test('the day is that of what is still to be sent; what was sent waits from its first moment', () => {
  const all = historyOf(...begun, given('a'), given('b'))
  expect([papersByOf(historyOf(...begun)), papersByOf(all)]).toEqual([day(20), null])
  expect(papersWaitSince(all)).toBe(all[3]?.occurredAt)
  expect([arePapersThere(all), arePapersThere(all.slice(0, -1))]).toEqual([true, false])
  expect(papersByOf(historyOf(...begun, given('a'), again('a')))).toBe(day(22))
})

test('a request moves no date and no status, whatever becomes of it', () => {
  const acts = fc.constantFrom(
    asked('r', 'a', 'b'),
    asked('s', 'c'),
    given('a'),
    given('a', 'b', 'c'),
    settled('a'),
    settled('b', 'notNeeded'),
    again('a'),
    again('c', day(29)),
    reminded,
  )
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 15 }), (events) => {
      const before = stateOf(historyOf(registered, taken))
      const { awaitsWordSince, papersBy, companyActedAt, ...rest } = stateOf(
        historyOf(registered, taken, ...events),
      )
      expect(rest).toEqual({
        ...before,
        awaitsWordSince: undefined,
        papersBy: undefined,
        companyActedAt: undefined,
      })
      expect(rest.dueDate).toBe('2026-02-02')
    }),
  )
})
