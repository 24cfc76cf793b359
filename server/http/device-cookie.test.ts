import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeviceCookie, knownForSeconds } from './device-cookie.ts'

const key = new Uint8Array(randomBytes(32))
const cookies = new DeviceCookie(key)
const now = Date.parse('2026-01-12T05:30:00Z')
const staff = (n: number) => ({ kind: 'staff', holderId: `00000000-0000-4000-8000-00000000000${n}` }) as const

test('it knows whose device it is, and has a number of its own each time', () => {
  const first = cookies.renew(undefined, staff(1), now)
  const again = cookies.renew(first, staff(1), now)
  const [a] = cookies.read(first, now)
  const [b, ...more] = cookies.read(again, now)
  expect(a).toMatchObject(staff(1))
  expect(b).toMatchObject(staff(1))
  expect(a?.id).not.toBe(b?.id)
  expect(more).toEqual([])
})

test('nothing of it can be read: neither whose it is nor when it was made', () => {
  const cookie = cookies.renew(undefined, staff(1), now)
  const said = Buffer.from(cookie, 'base64url').toString('hex')
  expect(said).not.toContain(staff(1).holderId.replaceAll('-', ''))
  expect(said).not.toContain(now.toString(16))
  const lengths = [staff(2), { kind: 'client', holderId: staff(3).holderId } as const].map(
    (holder) => cookies.renew(undefined, holder, now + 1e9).length,
  )
  expect(lengths).toEqual([cookie.length, cookie.length])
  expect(cookie).toMatch(/^[\w-]+$/)
})

test('it is forgotten after half a year without signing in', () => {
  const cookie = cookies.renew(undefined, staff(1), now)
  const last = now + knownForSeconds * 1000 - 1
  expect(cookies.read(cookie, last)).toHaveLength(1)
  expect(cookies.read(cookie, last + 1)).toEqual([])
})

test('four accounts share a browser; a fifth takes the place of the one longest away', () => {
  let cookie: string | undefined
  for (const n of [1, 2, 3, 4, 1, 5]) cookie = cookies.renew(cookie, staff(n), now)
  const holders = cookies.read(cookie, now).map(({ holderId }) => holderId.at(-1))
  expect(holders).toEqual(['5', '1', '4', '3'])
  expect(cookie?.length).toBeLessThan(500)
})

test('under another key, changed by a bit or made up, it is none', () => {
  const cookie = cookies.renew(undefined, staff(1), now)
  expect(new DeviceCookie(new Uint8Array(randomBytes(32))).read(cookie, now)).toEqual([])
  const bytes = Buffer.from(cookie, 'base64url')
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(cookies.read(changed.toString('base64url'), now)).toEqual([])
    }),
  )
  fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => cookies.read(text, now).length === 0))
  expect(cookies.read('.'.repeat(100_000), now)).toEqual([])
})
