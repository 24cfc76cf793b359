import { isIP, isIPv4 } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAddress, plainAddress } from './network-address.ts'

test.each([
  ['1.2.3.4', '1.2.3.4'],
  [' 1.2.3.4:5678 ', '1.2.3.4'],
  ['[::1]:80', '::1'],
  ['[2001:DB8::1]', '2001:db8::1'],
  ['2001:0db8:0:0::0001', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:102:304', '1.2.3.4'],
  ['[::ffff:1.2.3.4]:5678', '1.2.3.4'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
])('%s is %s', (text, address) => {
  expect(plainAddress(text)).toBe(address)
})

test.each([
  '',
  ' ',
  'unknown',
  '_hidden',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '256.1.1.1',
  '0x7f.1',
  '1.2.3.4:',
  '1.2.3.4:123456',
  '::1]',
  '[::1',
  '[]',
  ':::1',
  '::1%a%b',
  '1.2.3.4%eth0',
  '1.2.3.4, 5.6.7.8',
  '"1.2.3.4"',
  'for=1.2.3.4',
  `1.2.3.4${' '.repeat(200)}`,
  '1'.repeat(100_000),
])('%s is no address', (text) => {
  expect(plainAddress(text)).toBeNull()
})

test.each([
  ['1.2.3.4', '1.2.3.4'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::ffff', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::1.2.3.4', '64:ff9b:0:0::/64'],
])('%s counts as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted)
})

const port = fc.integer({ min: 1, max: 65_535 })

test('whatever is written, an address comes out in one spelling or not at all', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      const address = plainAddress(text)
      if (address === null) return
      expect(isIP(address)).not.toBe(0)
      expect(plainAddress(address)).toBe(address)
    }),
  )
})

test('neither port, brackets, a zone nor the shape of IPv6 changes who somebody is', () => {
  fc.assert(
    fc.property(fc.ipV4(), port, (v4, n) => {
      for (const text of [`${v4}:${n}`, `::ffff:${v4}`, `[::ffff:${v4}]:${n}`]) {
        expect(plainAddress(text)).toBe(v4)
      }
    }),
  )
  fc.assert(
    fc.property(fc.ipV6(), port, (v6, n) => {
      const address = plainAddress(v6)
      expect(address).not.toBeNull()
      for (const text of [`[${v6}]`, `[${v6}]:${n}`, v6.toUpperCase()]) {
        expect(plainAddress(text)).toBe(address)
      }
    }),
  )
})

test('two addresses count as one just where their first 64 bits are the same', () => {
  const group = fc.integer({ min: 1, max: 0xffff })
  const half = fc.tuple(group, group, group, group)
  const text = (groups: number[]) => groups.map((one) => one.toString(16)).join(':')
  const counted = (groups: number[]) => countedAddress(plainAddress(text(groups)) ?? '')
  fc.assert(
    fc.property(half, half, half, half, (network, other, a, b) => {
      expect(counted([...network, ...a])).toBe(counted([...network, ...b]))
      const same = text(network) === text(other)
      expect(counted([...network, ...a]) === counted([...other, ...a])).toBe(same)
    }),
  )
  fc.assert(fc.property(fc.ipV4(), (v4) => isIPv4(countedAddress(v4)) && countedAddress(v4) === v4))
})
