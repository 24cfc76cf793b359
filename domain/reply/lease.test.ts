import { expect, test } from 'vitest'
import { isLeasedBy, isWrittenByOther, leased } from './lease.ts'

const free = { token: 0, writerId: null, until: null }
const now = 1_000_000

test('the first writer gets a token, goes on with it, and another one waits', () => {
  const mine = leased(free, 'a', now, false)
  expect(mine).toMatchObject({ token: 1, writerId: 'a' })
  if (mine === null) return
  expect(leased(mine, 'a', now + 1000, false)).toMatchObject({ token: 1 })
  expect(leased(mine, 'b', now + 1000, false)).toBeNull()
  expect(isWrittenByOther(mine, 'b', now)).toBe(true)
  expect(isWrittenByOther(mine, 'a', now)).toBe(false)
})

test('taken over, or begun after the other has gone quiet, the token grows, and the old one saves nothing', () => {
  const mine = leased(free, 'a', now, false) ?? free
  const last = mine.until ?? 0
  expect(isWrittenByOther(mine, 'b', last - 1)).toBe(true)
  expect(isWrittenByOther(mine, 'b', last)).toBe(false)
  for (const theirs of [leased(mine, 'b', now + 1, true), leased(mine, 'b', last, false)]) {
    expect(theirs).toMatchObject({ token: 2, writerId: 'b' })
    if (theirs === null) continue
    expect(isLeasedBy(theirs, 'a', 1)).toBe(false)
    expect(isLeasedBy(theirs, 'b', 1)).toBe(false)
    expect(isLeasedBy(theirs, 'b', 2)).toBe(true)
  }
})
