import { connect, type Socket } from 'node:net'
import type { ClamavAddress } from '../config.ts'

/** clamd gave no verdict: it is away, busy, or says so. The file waits. */
export class ScannerAway extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'ScannerAway'
  }
}

/** clamd took the connection and said nothing in time. */
export class ScannerSilent extends ScannerAway {}

const chunkBytes = 64 * 1024

/**
 * Has clamd look at these bytes over its socket (clamd(8), INSTREAM): answers the name of what it found, or null.
 * Throws ScannerAway; ScannerSilent when no verdict comes before the deadline, however it drips.
 */
export async function scanBytes(
  address: ClamavAddress,
  bytes: Uint8Array,
  deadline = AbortSignal.timeout(60_000),
): Promise<string | null> {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(address)
    let heard = ''
    const away = (reason: string): void => {
      socket.destroy()
      reject(new ScannerAway(reason))
    }
    const silent = (): void => {
      socket.destroy()
      reject(new ScannerSilent('no verdict in time'))
    }
    deadline.addEventListener('abort', silent, { once: true })
    if (deadline.aborted) silent()
    socket.setEncoding('utf8')
    socket.on('error', (error) => away(error.message))
    socket.on('data', (text: string) => {
      heard += text
    })
    socket.on('close', () => {
      deadline.removeEventListener('abort', silent)
      if (heard === '') away('hung up without a verdict')
      else resolve(heard)
    })
    socket.on('connect', () => sendStream(socket, bytes))
  })
  return verdictOf(answer)
}

/** `zINSTREAM`, then chunks each after its length (4 bytes, big-endian), then a length of zero. */
function sendStream(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    socket.write(length)
    socket.write(chunk)
  }
  socket.write(Buffer.alloc(4))
}

function verdictOf(answer: string): string | null {
  const text = answer.replaceAll('\0', '').trim()
  const found = /^stream: (.+) FOUND$/.exec(text)
  if (found) return found[1] ?? ''
  if (text === 'stream: OK') return null
  throw new ScannerAway(text)
}
