import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { AppealEvent } from './event.ts'
import { factsBy } from './facts-by.ts'

const at = '2026-01-12T05:00:00.000Z'
const asked = (seq: number, questionId: string, unitId: string): AppealEvent => ({
  type: 'asked',
  seq,
  occurredAt: at,
  data: { questionId, unitId },
})
const routed: AppealEvent = {
  type: 'routed',
  seq: 1,
  occurredAt: at,
  data: { unitId: 'unit', rule: null, reasonId: null },
}

test('a unit is asked until it has answered or the question was withdrawn', () => {
  const both = [routed, asked(2, 'one', 'law'), asked(3, 'two', 'money')]
  expect(factsBy(both)).toMatchObject({ unitId: 'unit', askedUnitIds: ['law', 'money'] })
  const over = (type: 'questionAnswered' | 'questionWithdrawn'): AppealEvent => ({
    type,
    seq: 4,
    occurredAt: at,
    data: { questionId: 'one' },
  })
  expect(factsBy([...both, over('questionAnswered')]).askedUnitIds).toEqual(['money'])
  expect(factsBy([...both, over('questionWithdrawn')]).askedUnitIds).toEqual(['money'])
})

test('a letter waits until it has come back, gone out, or can go out no more, whatever kind it is', () => {
  const taken: AppealEvent = { type: 'takenIntoWork', seq: 2, occurredAt: at, data: { executorId: 'x' } }
  const proposed: AppealEvent = {
    type: 'replyProposed',
    seq: 3,
    occurredAt: at,
    data: { replyId: 'letter', version: 1, contentDigest: '', kind: 'answer' },
  }
  const before = [routed, taken, proposed]
  expect(factsBy(before).replyWaits).toBe(true)
  expect(
    factsBy([...before, { type: 'executed', seq: 4, occurredAt: at, data: { correspondenceId: 'other' } }])
      .replyWaits,
  ).toBe(false)
  const step = { seq: 4, occurredAt: at } as const
  const gone = { replyId: 'letter', correspondenceId: 'sent' }
  const newDueDate = plainDate('2026-03-02')
  const over: AppealEvent[] = [
    { ...step, type: 'replySentBack', data: { replyId: 'letter', version: 1, remarkId: 'remark' } },
    { ...step, type: 'replyTakenBack', data: { replyId: 'letter', version: 1 } },
    { ...step, type: 'interimReplied', data: { ...gone, approvedBy: 'head', oldDueDate: null, newDueDate } },
    { ...step, type: 'executed', data: gone },
    { ...step, type: 'forwarded', data: gone },
    { ...step, type: 'corrected', data: { ...gone, corrects: 'earlier' } },
  ]
  for (const event of over) expect(factsBy([...before, event]).replyWaits, event.type).toBe(false)
})
