import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Where a free port is looked for. Systems give outgoing connections and "any port" one of 32768 and on (RFC 6335: of
 * 49152): a port from there may be somebody else's before we listen on it.
 */
const range = { from: 10_000, before: 32_000 }
const mostTries = 100

/** The wanted port of the loopback address when nobody listens there, else one that is free; 0 means any. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0 && (await isFree(wanted))) return wanted
  for (let n = 0; n < mostTries; n += 1) {
    const port = randomInt(range.from, range.before)
    if (await isFree(port)) return port
  }
  throw new Error(`no port of ${mostTries} is free on 127.0.0.1`)
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
