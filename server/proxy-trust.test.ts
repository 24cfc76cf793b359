import { expect, test } from 'vitest'
import { parseProxyTrust, proxiesBy } from './proxy-trust.ts'

test.each([
  [undefined, { proxies: 0 }],
  ['', { proxies: 0 }],
  ['false', { proxies: 0 }],
  ['0', { proxies: 0 }],
  ['true', { proxies: 1 }],
  [' 2 ', { proxies: 2 }],
  ['10.0.0.7', { networks: [{ address: '10.0.0.7', bits: 32 }] }],
  ['::ffff:10.0.0.0/104', { networks: [{ address: '10.0.0.0', bits: 8 }] }],
  [
    '10.0.0.0/8, fd00::/8,::1',
    {
      networks: [
        { address: '10.0.0.0', bits: 8 },
        { address: 'fd00::', bits: 8 },
        { address: '::1', bits: 128 },
      ],
    },
  ],
] as const)('TRUST_PROXY %s', (text, trust) => {
  expect(parseProxyTrust(text)).toEqual(trust)
})

test.each([
  'yes',
  'TRUE',
  '-1',
  '1.5',
  '11',
  '99999999999',
  '0.0.0.0/0',
  '::/0',
  '::ffff:0.0.0.0/96',
  '10.0.0.0/33',
  '::1/129',
  '10.0.0.0/8,',
  '10.0.0.0/8 fd00::/8',
  '10.0.0.0/-1',
  '10.0.0.0:80',
  '[::1]',
  'fe80::1%eth0',
  'proxy.example.kz',
  'loopback',
])('%s is refused', (text) => {
  expect(parseProxyTrust(text)).toBeNull()
})

test('a proxy is known by its network, in both families', () => {
  const isProxy = proxiesBy({
    networks: [
      { address: '10.1.2.3', bits: 8 },
      { address: 'fd00::', bits: 8 },
    ],
  })
  const known = ['10.0.0.1', '10.255.255.255', 'fd12:3456::1']
  expect(known.map((one) => isProxy(one, 0))).toEqual([true, true, true])
  expect(['11.0.0.1', '9.255.255.255', 'fe00::1', '::1'].map((one) => isProxy(one, 0))).toEqual([
    false,
    false,
    false,
    false,
  ])
})
