import { expect, test } from 'vitest'
import { factsBy } from './facts-by.ts'
import type { AppealEvent } from './history.ts'

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
