import { connect } from 'node:net'
import fc from 'fast-check'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'
import { type ProxyTrust, proxiesBy } from '../proxy-trust.ts'
import { clientAddress, countedBy, readAddresses } from './client-address.ts'

const of = (peer: string, forwarded: string, trust: ProxyTrust) =>
  clientAddress(peer, forwarded, proxiesBy(trust))
const two: ProxyTrust = { proxies: 2 }
const inner: ProxyTrust = {
  networks: [
    { address: '10.0.0.0', bits: 8 },
    { address: '::1', bits: 128 },
  ],
}

test.each([
  ['nobody is believed', '9.9.9.9', '1.1.1.1', { proxies: 0 }, '9.9.9.9'],
  ['one proxy', '10.0.0.1', '6.6.6.6, 1.1.1.1', { proxies: 1 }, '1.1.1.1'],
  ['a port', '10.0.0.1', '6.6.6.6, 1.1.1.1:5678', { proxies: 1 }, '1.1.1.1'],
  ['two proxies', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', two, '1.1.1.1'],
  ['fewer than there should be', '10.0.0.1', '1.1.1.1', two, '1.1.1.1'],
  ['none at all', '10.0.0.1', '', two, '10.0.0.1'],
  ['a mapped socket', '::ffff:10.0.0.1', '1.1.1.1', inner, '1.1.1.1'],
  ['a proxy of a network', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.7.7.7, ::1', inner, '1.1.1.1'],
  ['somebody outside the networks', '9.9.9.9', '10.0.0.1, 1.1.1.1', inner, '9.9.9.9'],
  ['only proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', inner, '10.0.0.3'],
  ['garbage where the client should be', '10.0.0.1', '1.1.1.1, unknown', inner, '10.0.0.1'],
  ['garbage beyond', '10.0.0.1', '1.1.1.1, <script>, 10.0.0.2', inner, '10.0.0.2'],
  ['empty parts', '10.0.0.1', ',6.6.6.6,, ,1.1.1.1, , ,', { proxies: 1 }, '1.1.1.1'],
  ['commas alone', '10.0.0.1', ','.repeat(10_000), inner, '10.0.0.1'],
  ['a caller who has gone', '', '1.1.1.1', inner, ''],
] as const)('%s', (_, peer, forwarded, trust, client) => {
  expect(of(peer, forwarded, trust)).toBe(client)
})

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.9', '::1', 'unknown', '', ' '))
const written = fc.oneof(
  fc.string(),
  fc.array(address, { maxLength: 20 }).map((list) => list.join(',')),
)

test('what somebody writes in front of what our proxies add never changes who they are', () => {
  const outside = fc.ipV4().filter((one) => !one.startsWith('10.'))
  fc.assert(
    fc.property(written, outside, (said, client) => {
      // Each of ours adds whom it was asked by.
      const seen = `${said},${client}`
      expect(of('10.0.0.1', seen, { proxies: 1 })).toBe(client)
      expect(of('10.0.0.1', `${seen}, 10.0.0.2`, two)).toBe(client)
      expect(of('10.0.0.1', seen, inner)).toBe(client)
      expect(of('10.0.0.1', `${seen}, 10.0.0.2,::1`, inner)).toBe(client)
      expect(of(client, said, inner)).toBe(client)
      expect(of(client, said, { proxies: 0 })).toBe(client)
    }),
  )
})

test('a long list takes no time', () => {
  const began = performance.now()
  for (const part of [',', '1.1.1.1,', '10.0.0.2,', 'x,', '[', ' ,']) {
    of('10.0.0.1', part.repeat(100_000), inner)
  }
  expect(performance.now() - began).toBeLessThan(2000)
})

describe('through real sockets', () => {
  /** Asks as a proxy does, or a liar: lines of headers as they are. */
  const ask = async (trust: ProxyTrust, ...lines: string[]): Promise<string> => {
    const app = Fastify()
    readAddresses(app, trust)
    app.get('/', async (request) => `${request.clientAddress} ${countedBy(request)}`)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as { port: number }
    const head = ['GET / HTTP/1.1', 'Host: a', 'Connection: close', ...lines].join('\r\n')
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(`${head}\r\n\r\n`))
      socket.setEncoding('utf8').on('data', (text) => {
        heard += text
      })
      socket.on('end', () => resolve(heard)).on('error', reject)
    })
    await app.close()
    return answer.split('\r\n\r\n')[1] ?? ''
  }

  test('a header is believed from a proxy alone, and of many headers the last', async () => {
    const lie = 'X-Forwarded-For: 6.6.6.6'
    expect(await ask({ proxies: 0 }, lie)).toBe('127.0.0.1 127.0.0.1')
    expect(await ask(inner, lie)).toBe('127.0.0.1 127.0.0.1')
    const loopback: ProxyTrust = { networks: [{ address: '127.0.0.0', bits: 8 }] }
    expect(await ask(loopback, lie, 'X-Forwarded-For: 1.1.1.1')).toBe('1.1.1.1 1.1.1.1')
    expect(await ask({ proxies: 1 }, lie, 'X-Forwarded-For: [2001:db8::7]:443')).toBe(
      '2001:db8::7 2001:db8:0:0::/64',
    )
    expect(await ask(loopback, `X-Forwarded-For: ${','.repeat(10_000)}`)).toBe('127.0.0.1 127.0.0.1')
    // Of these nothing is read at all.
    expect(await ask(loopback, 'X-Real-IP: 6.6.6.6', 'Forwarded: for=6.6.6.6')).toBe('127.0.0.1 127.0.0.1')
  })
})

describe('the site', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ trustProxy: { proxies: 1 } })
  })
  afterAll(() => world.close())

  test('a spoofed address has no limit of its own; another client of the proxy has', async () => {
    const ask = async (forwarded: string): Promise<number> => {
      const answer = await fetch(`${world.origin}/api/mgov/${'A'.repeat(22)}`, {
        headers: { 'x-forwarded-for': forwarded },
      })
      return answer.status
    }
    const all = await Promise.all(Array.from({ length: 205 }, (_, n) => ask(`6.6.${n}.6, 1.1.1.1`)))
    expect(all.filter((status) => status === 429)).toHaveLength(5)
    expect(await ask('2001:db8::1')).toBe(404)
    expect(await ask('1.1.1.1, 2.2.2.2')).toBe(404)
    expect(await ask('2.2.2.2, 1.1.1.1')).toBe(429)
  })

  test('neither the host nor the protocol that somebody writes is believed', async () => {
    for (const origin of ['https://evil.example', 'http://evil.example']) {
      const host = new URL(origin).host
      const answer = await fetch(`${world.origin}/api/sign-in-challenge`, {
        method: 'POST',
        headers: {
          origin,
          'x-forwarded-host': host,
          'x-forwarded-proto': 'https',
          forwarded: `host=${host}`,
        },
      })
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'origin_refused'])
    }
  })
})
