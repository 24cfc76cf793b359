import { expect, test } from 'vitest'
import { isNewDevice } from './new-device.ts'

const now = Date.parse('2026-01-12T05:30:00Z')
const place = { device: 'chrome windows', network: '10.0.0.1' }
const signIn = { ...place, known: false, signedInBefore: true }

test('a browser that nobody knows is news; a known one, and the first sign-in ever, are not', () => {
  expect(isNewDevice(signIn, [], now)).toBe(true)
  expect(isNewDevice({ ...signIn, known: true }, [], now)).toBe(false)
  expect(isNewDevice({ ...signIn, signedInBefore: false }, [], now)).toBe(false)
})

test('one place is told once within an hour, another at once', () => {
  const hour = 3_600_000
  const told = (at: number, change = {}) => isNewDevice({ ...signIn, ...change }, [{ ...place, at }], now)
  expect([told(now), told(now - hour + 1), told(now - hour)]).toEqual([false, false, true])
  expect(told(now, { device: 'firefox linux' })).toBe(true)
  expect(told(now, { network: '10.0.0.2' })).toBe(true)
  // A clock that was set back since keeps nobody from being told.
  expect(told(now + 1)).toBe(true)
})
