import { expect, test } from 'vitest'
import { scanHold, scanRetryMinutes, scanStates } from './scan.ts'

const tenMinutes = 600_000

test('signing waits for a check, not for ever; a virus is never signed', () => {
  const at = (ms: number) => scanStates.map((scan) => scanHold(scan, 1000, 1000 + ms))
  expect(at(0)).toEqual([null, 'waiting', null, 'infected'])
  expect(at(tenMinutes - 1)).toEqual([null, 'waiting', null, 'infected'])
  expect(at(tenMinutes)).toEqual([null, null, null, 'infected'])
})

test('a scanner that is away is asked again, less and less often, and never given up', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map(scanRetryMinutes)).toEqual([1, 2, 5, 15, 30, 60, 60])
})
