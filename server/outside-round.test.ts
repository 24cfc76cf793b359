import { expect, test } from 'vitest'
import { startRound } from './outside-round.ts'

test('a piece ends by its own patience, by the budget of the round, or when the process stops', async () => {
  const stopping = new AbortController()
  const round = startRound(stopping.signal, 1500)
  const short = round.deadline(10)
  const long = round.deadline(60_000)
  expect([short.aborted, long.aborted, round.isOver()]).toEqual([false, false, false])
  await expect.poll(() => short.aborted).toBe(true)
  expect([long.aborted, round.isOver()]).toEqual([false, false])
  await expect.poll(() => [long.aborted, round.isOver()], { timeout: 10_000 }).toEqual([true, true])
  const other = startRound(stopping.signal)
  const piece = other.deadline(10_000)
  stopping.abort()
  expect([piece.aborted, other.isOver()]).toEqual([true, true])
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
