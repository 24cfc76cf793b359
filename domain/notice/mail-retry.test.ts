import { expect, test } from 'vitest'
import { isOftenEnough, nextTry, nextTryUnsure, unsureWaitMs } from './mail-retry.ts'

const minute = 60_000
const hour = 60 * minute
const created = Date.parse('2026-01-12T05:00:00Z')
const lasts = 7 * 24 * hour

test('the pauses grow up to half a day, and end with the seven days', () => {
  const pauses = Array.from(
    { length: 9 },
    (_, at) => ((nextTry(created, at + 1, created) ?? 0) - created) / minute,
  )
  expect(pauses).toEqual([1, 5, 15, 60, 180, 360, 720, 720, 720])
  expect(nextTry(created, 1, created + lasts - minute)).toBe(created + lasts)
  expect(nextTry(created, 1, created + lasts - minute + 1)).toBeNull()
})

test('handed over and no word: once more after half an hour, within the seven days, and then never', () => {
  expect(nextTryUnsure(created, 1, created)).toBe(created + 30 * minute)
  expect(nextTryUnsure(created, 2, created)).toBeNull()
  expect(nextTryUnsure(created, 1, created + lasts - unsureWaitMs)).toBe(created + lasts)
  expect(nextTryUnsure(created, 1, created + lasts - unsureWaitMs + 1)).toBeNull()
  expect([0, 1, 2, 3].map(isOftenEnough)).toEqual([false, false, true, true])
})
