import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut: a real TCP proxy which counts what crosses it towards the server. */
export interface TcpProxy {
  readonly port: number
  /** Bytes that have crossed so far, headers and all. */
  readonly sent: () => number
  /**
   * Once so many bytes have crossed: `cut` breaks every connection, and nothing more of it crosses; else they
   * wait for the act.
   */
  at(bytes: number, act: 'cut' | (() => Promise<void>)): void
  close(): Promise<void>
}

/** Bytes pass in slices of this size, so that a cut falls where it is wanted. */
const sliceBytes = 8 * 1024

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Map<Socket, Socket>()
  const marks: { bytes: number; act: 'cut' | (() => Promise<void>) }[] = []
  let sent = 0
  const cut = (): void => {
    for (const [client, target] of open) {
      client.destroy()
      // What has crossed arrives.
      target.end()
    }
    open.clear()
  }
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1')
    open.set(client, target)
    client.on('error', () => client.destroy())
    target.on('error', () => client.destroy())
    target.on('close', () => client.destroy())
    client.on('close', () => {
      open.delete(client)
      target.end()
    })
    target.pipe(client)
    void carry(client, target).catch(() => client.destroy())
  })

  /** Slice after slice, at the pace of a line: what is on its way when the server dies does not cross any more. */
  async function carry(client: Socket, target: Socket): Promise<void> {
    for await (const data of client as AsyncIterable<Buffer>) {
      for (let at = 0; at < data.length; at += sliceBytes) {
        const mark = marks[0]
        if (mark !== undefined && sent >= mark.bytes) {
          marks.shift()
          if (mark.act === 'cut') return cut()
          await mark.act()
        }
        if (client.destroyed || target.destroyed) return
        const slice = data.subarray(at, at + sliceBytes)
        sent += slice.length
        if (!target.write(slice)) await once(target, 'drain')
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen')
  return {
    port: address.port,
    sent: () => sent,
    at: (bytes, act) => marks.push({ bytes, act }),
    close: () =>
      new Promise((resolve) => {
        cut()
        server.close(() => resolve())
      }),
  }
}
