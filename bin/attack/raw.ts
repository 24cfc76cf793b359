import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Asking, type Caller, headersOf, loopback } from './ask.ts'

/** A connection that does what no browser does; `said` is what came back so far. */
export interface RawConnection {
  readonly socket: Socket
  readonly said: () => string
  readonly closed: Promise<void>
}

export function rawConnection(port: number): RawConnection {
  const socket = connect(port, loopback)
  let said = ''
  socket.on('error', () => {})
  socket.on('data', (part: Buffer) => {
    // Of a file the first line is enough.
    if (said.length < 1000) said += part.toString('latin1')
  })
  return { socket, said: () => said, closed: once(socket, 'close').then(() => {}) }
}

/** The head of a request, with its empty line. */
export function headOf(port: number, who: Caller, what: string, asking: Asking = {}): string {
  const [method = 'GET', path = '/'] = what.split(' ')
  const headers = { host: `${loopback}:${port}`, ...headersOf(port, who, method, asking) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

/** So many are opened every twentieth of a second: who opens all of them in one blow shows how fast we connect. */
const inOneGo = 15

/** Connections held open for so long, then broken off; what was said on each. */
export async function held(
  port: number,
  count: number,
  ms: number,
  begin: (connection: RawConnection, n: number) => void,
): Promise<string[]> {
  const all: RawConnection[] = []
  try {
    while (all.length < count) {
      for (let n = 0; n < inOneGo && all.length < count; n += 1) {
        const one = rawConnection(port)
        begin(one, all.length)
        all.push(one)
      }
      await sleep(50)
    }
    await sleep(ms)
    return all.map(({ said }) => said())
  } finally {
    for (const { socket } of all) socket.destroy()
    await Promise.all(all.map(({ closed }) => closed))
  }
}

/** Writes a text a byte at a time, until it is told or the other side has enough. */
export function drip({ socket }: RawConnection, text: string, everyMs: number): void {
  let at = 0
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) return clearInterval(timer)
    socket.write(text.slice(at, at + 1))
    at += 1
  }, everyMs)
  socket.once('close', () => clearInterval(timer))
}

/** The status of what a raw connection was told; 0 for nothing. */
export const statusOf = (said: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0)
