import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

/** The first port that this system gives out by itself. */
function firstOfSystem(): number {
  const file = '/proc/sys/net/ipv4/ip_local_port_range'
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(/\s/)[0]) : 32_768
}

test('any port is one that the system gives to nobody meanwhile', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()))
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(10_000)
    expect(port).toBeLessThan(firstOfSystem())
  }
  expect(new Set(ports).size).toBeGreaterThan(40)
})

test('the wanted port while it is free, another one when it is taken', async () => {
  const wanted = await freePort()
  expect(await freePort(wanted)).toBe(wanted)
  const taker = createServer().listen(wanted, '127.0.0.1')
  await once(taker, 'listening')
  try {
    expect(await freePort(wanted)).not.toBe(wanted)
  } finally {
    taker.close()
  }
})
