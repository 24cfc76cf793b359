import { expect, test } from 'vitest'
import { makeAttempt } from './use-attempt.ts'

test('the same said again has the same key, until it was done; other words have another', () => {
  const attempt = makeAttempt()
  const first = attempt.keyOf({ text: 'a' })
  expect(attempt.keyOf({ text: 'a' })).toBe(first)
  const second = attempt.keyOf({ text: 'b' })
  expect(second).not.toBe(first)
  attempt.done()
  expect(attempt.keyOf({ text: 'b' })).not.toBe(second)
})
