import { connect, type Socket } from 'node:net'

/** Where nodemailer asks for a connection. */
interface Place {
  readonly host?: string | undefined
  readonly port?: number | string | undefined
  readonly secure?: boolean | undefined
  readonly localAddress?: string | undefined
}
type GiveSocket = (error: Error | null, given?: { connection: Socket }) => void

/** To connect; nodemailer counts its own ten seconds for greeting and TLS from the same beginning. */
const connectMs = 10_000

/**
 * Connections of our own for nodemailer, which ends none that is under way: once `cut` is aborted, the connection is
 * destroyed wherever it was, and nothing of a mail leaves this machine any more.
 */
export function lineUntil(cut: AbortSignal) {
  return ({ host = 'localhost', port, secure, localAddress }: Place, give: GiveSocket): void => {
    const at = Number(port) || (secure === true ? 465 : 587)
    const socket = connect({ host, port: at, localAddress, signal: cut, timeout: connectMs })
    const late = (): void =>
      void socket.destroy(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' }))
    const failed = (error: Error): void => give(error)
    // It stays: nodemailer takes its own listeners off at the end.
    socket.on('error', () => {})
    socket.once('timeout', late)
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.off('error', failed)
      socket.off('timeout', late)
      socket.setTimeout(0)
      give(null, { connection: socket })
    })
  }
}
