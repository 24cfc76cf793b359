import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { closingOf } from './closing.ts'
import type { AppealEvent } from './event.ts'

const event = (type: AppealEvent['type'], occurredAt: string, data: object = {}) =>
  ({ type, seq: 1, occurredAt, data }) as AppealEvent
const registered = event('registered', '2026-01-12T05:00:00.000Z', { dueDate: plainDate('2026-02-02') })
const moved = (at: string, newDueDate: string) =>
  event('interimReplied', at, { newDueDate: plainDate(newDueDate) })
const answered = (at: string) => event('executed', at)

describe('late by the day that was in force', () => {
  test.each([
    ['on the last day, a minute before midnight in Astana', [answered('2026-02-02T18:59:00.000Z')], false],
    ['a minute after it', [answered('2026-02-02T19:00:00.000Z')], true],
    [
      'after the first day, within the one it was moved to',
      [moved('2026-02-02T06:00:00.000Z', '2026-02-16'), answered('2026-02-16T06:00:00.000Z')],
      false,
    ],
    [
      'moved when the day had passed',
      [moved('2026-02-03T06:00:00.000Z', '2026-02-16'), answered('2026-02-04T06:00:00.000Z')],
      true,
    ],
    [
      'moved in time, then again too late',
      [
        moved('2026-02-02T06:00:00.000Z', '2026-02-16'),
        moved('2026-02-17T06:00:00.000Z', '2026-03-02'),
        answered('2026-02-18T06:00:00.000Z'),
      ],
      true,
    ],
  ])('%s', (_, events, late) => {
    expect(closingOf([registered, ...events]).late).toBe(late)
  })

  test('a day that was never told has not passed', () => {
    const untold = event('registered', '2026-12-28T05:00:00.000Z', { dueDate: null })
    expect(closingOf([untold, answered('2027-06-01T06:00:00.000Z')]).late).toBe(false)
    const told = event('dueDateTold', '2027-01-04T06:00:00.000Z', { dueDate: plainDate('2027-01-18') })
    expect(closingOf([untold, told, answered('2027-06-01T06:00:00.000Z')]).late).toBe(true)
  })
})

test('it is closed on the local day of its last act, while that is a last one; what the office notes moves nothing', () => {
  expect(closingOf([registered])).toEqual({ closedOn: null, late: false, extended: false })
  const noted = event('noted', '2026-02-10T06:00:00.000Z')
  expect(closingOf([registered, answered('2026-01-31T20:00:00.000Z'), noted]).closedOn).toBe('2026-02-01')
  expect(closingOf([registered, event('returned', '2026-01-20T06:00:00.000Z')]).closedOn).toBe('2026-01-20')
})
