import { expect, test, vi } from 'vitest'
import { startRound } from './outside-round.ts'

test('a piece ends by its own patience or when the process stops; the budget is for beginning', async () => {
  const stopping = new AbortController()
  const round = startRound(stopping.signal, 1500)
  const short = round.deadline(10)
  const long = round.deadline(60_000)
  expect([short.aborted, long.aborted, round.isOver()]).toEqual([false, false, false])
  await expect.poll(() => short.aborted).toBe(true)
  await expect.poll(() => round.isOver(), { timeout: 60_000 }).toBe(true)
  // What was begun in time is not cut short: it would look like silence.
  expect([long.aborted, round.isBrokenOff()]).toEqual([false, false])
  stopping.abort()
  expect([long.aborted, round.isBrokenOff(), startRound(stopping.signal).isOver()]).toEqual([
    true,
    true,
    true,
  ])
})

test('an address that was silent stays given up for the round, and for no other', () => {
  const round = startRound()
  round.heardNothingFrom('a')
  expect([round.wasSilent('a'), round.wasSilent('b'), startRound().wasSilent('a')]).toEqual([
    true,
    false,
    false,
  ])
})

test('the machine’s clock is set right meanwhile: the budget is the same', () => {
  const round = startRound(undefined, 60_000)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
  try {
    expect(round.isOver()).toBe(false)
    expect(startRound(undefined, 0).isOver()).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
