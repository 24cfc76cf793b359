import { expect, test } from 'vitest'
import { SendingDeadline, sendingPace } from './sending-pace.ts'

const pace = { firstMs: 60_000, perSecond: 2000, pauseMs: 300_000, wholeMs: 3_600_000 }

/** When somebody is cut who has taken so much by each second; null: within an hour they are not. */
function cutAt(takenBy: (second: number) => number): number | null {
  const deadline = new SendingDeadline(pace, 0)
  for (let second = 1; second < 3600; second += 1) {
    deadline.took(takenBy(second), second * 1000)
    if (deadline.isOver(second * 1000)) return second
  }
  return null
}

test('who takes the least rate is not cut, steadily or in leaps with long pauses between', () => {
  expect(cutAt((second) => second * 2000)).toBeNull()
  expect(cutAt((second) => Math.floor(second / 50) * 50 * 2000)).toBeNull()
  // A buffer of 500 kB takes all at once, and again when it is empty.
  expect(cutAt((second) => 500_000 + Math.floor(second / 250) * 500_000)).toBeNull()
})

test('who takes nothing, too little, or stops is cut', () => {
  expect(cutAt(() => 0)).toBe(60)
  expect(cutAt((second) => second * 1000)).toBe(120)
  // Ten megabytes at once, then nothing: no longer pause than five minutes.
  expect(cutAt(() => 10_000_000)).toBe(301)
})

test('an answer has an end at any rate, and the rate is that of a weak line', () => {
  const deadline = new SendingDeadline(pace, 0)
  deadline.took(1e12, 3_599_000)
  expect([deadline.isOver(3_599_999), deadline.isOver(3_600_000)]).toEqual([false, true])
  expect(sendingPace.perSecond).toBeLessThanOrEqual(4000)
})
