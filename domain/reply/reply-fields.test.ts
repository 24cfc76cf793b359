import { expect, test } from 'vitest'
import { replyKinds } from '../appeal/reply-kind.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { onlyItsFields } from './reply-fields.ts'

const everything = {
  reason: 'себебі',
  newDueDate: plainDate('2026-02-10'),
  papersAsked: true,
  papers: { by: null, slots: [] },
  outcome: 'refused' as const,
  receiver: { name: 'Министрлік', address: 'Астана' },
}

test('a letter keeps what its kind has a place for', () => {
  const kept = replyKinds.map((kind) => {
    const left = onlyItsFields(kind, everything)
    return [
      kind,
      Object.keys(left).filter(
        (field) => left[field as keyof typeof left] === everything[field as keyof typeof left],
      ),
    ]
  })
  expect(Object.fromEntries(kept)).toEqual({
    answer: ['outcome'],
    interim: ['reason', 'newDueDate', 'papersAsked', 'papers'],
    papers: ['reason', 'papers'],
    forwarding: ['receiver'],
    return: ['reason'],
    correction: ['reason'],
  })
})
