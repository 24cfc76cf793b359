import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockText, lastMark, secondsLeft } from './countdown-marks.ts'

const life = 300

test('a code of five minutes is announced five times: four minutes and the last half one', () => {
  const heard: string[] = []
  for (let left = life; left > 0; left -= 1) {
    const mark = JSON.stringify(lastMark(left, life))
    if (mark !== heard.at(-1)) heard.push(mark)
  }
  expect(heard).toEqual([
    'null',
    '{"minutes":4}',
    '{"minutes":3}',
    '{"minutes":2}',
    '{"minutes":1}',
    '{"seconds":30}',
  ])
})

test('a minute is announced when it is whole', () => {
  expect(lastMark(241, life)).toBeNull()
  expect(lastMark(240, life)).toEqual({ minutes: 4 })
  expect(lastMark(181, life)).toEqual({ minutes: 4 })
  expect(lastMark(31, life)).toEqual({ minutes: 1 })
  expect(lastMark(30, life)).toEqual({ seconds: 30 })
})

test('what is announced never promises less than is left, nor a minute more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 31, max: life }), (left) => {
      const mark = lastMark(left, life)
      if (mark !== null && 'minutes' in mark) {
        expect(mark.minutes * 60).toBeGreaterThanOrEqual(left)
        expect(mark.minutes * 60 - left).toBeLessThan(60)
      }
    }),
  )
})

test('the clock', () => {
  expect([300, 272, 60, 9, 0].map(clockText)).toEqual(['5:00', '4:32', '1:00', '0:09', '0:00'])
  expect(secondsLeft(10_000, 9_001)).toBe(1)
  expect(secondsLeft(10_000, 10_000)).toBe(0)
  expect(secondsLeft(10_000, 99_000)).toBe(0)
})
