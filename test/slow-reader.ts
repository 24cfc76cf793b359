import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestBrowser } from './test-browser.ts'

/** A client on a real socket that takes an answer at a pace of its own. */
export interface SlowReader {
  /** Resolves to the status, once the head of the answer is there. */
  readonly status: Promise<number>
  /** Resolves when the line is closed, by either side: bytes of the body, and how many were announced. */
  readonly ended: Promise<{ readonly taken: number; readonly announced: number }>
  /** From now on it takes all that comes. */
  hurry(): void
  hangUp(): void
}

/** Asks for a path as a browser that is signed in, and takes so many bytes a second; 0 none after the head. */
export function readSlowly(browser: TestBrowser, path: string, bytesPerSecond: number): SlowReader {
  const { hostname, port, host } = new URL(browser.origin)
  const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const socket = connect({ port: Number(port), host: hostname })
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookies}\r\nConnection: close\r\n\r\n`)
  let head = ''
  let taken = 0
  let hurrying = false
  let told: (status: number) => void = () => {}
  const status = new Promise<number>((resolve) => {
    told = resolve
  })
  const announced = (): number => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  const take = (bytes: Buffer | null): void => {
    if (bytes === null) return
    if (head.includes('\r\n\r\n')) {
      taken += bytes.length
      return
    }
    head += bytes.toString('latin1')
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    taken += head.length - end - 4
    head = head.slice(0, end + 4)
    told(Number(head.split(' ')[1]))
  }
  const step = 100
  const chewing = (async () => {
    while (!socket.destroyed && !hurrying) {
      const want = head.includes('\r\n\r\n') ? Math.ceil((bytesPerSecond * step) / 1000) : 512
      if (want > 0) take(socket.read(Math.min(want, socket.readableLength || want)))
      await sleep(step)
    }
  })()
  const ended = new Promise<{ taken: number; announced: number }>((resolve) => {
    socket.once('close', () => {
      told(0)
      void chewing.then(() => resolve({ taken, announced: announced() }))
    })
  })
  return {
    status,
    ended,
    hurry: () => {
      hurrying = true
      socket.on('data', take)
    },
    hangUp: () => socket.destroy(),
  }
}
