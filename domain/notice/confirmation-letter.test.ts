import { expect, test } from 'vitest'
import { mayAskAddress } from './confirmation-letter.ts'

const now = Date.parse('2026-02-02T05:00:00Z')
const none = { count: 0, lastAt: null }
const asked = (count: number, secondsAgo: number) => ({ count, lastAt: now - secondsAgo * 1000 })

test.each([
  [none, true],
  [asked(1, 59), false],
  [asked(1, 60), true],
  [asked(4, 60), true],
  [asked(5, 80_000), false],
] as const)('%j of a client, or to an address: one more is %s', (lately, may) => {
  expect(mayAskAddress(lately, none, now)).toBe(may)
  expect(mayAskAddress(none, lately, now)).toBe(may)
})
