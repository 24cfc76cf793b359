import { createServer, type Socket } from 'node:net'

/** Somebody outside who takes every connection and never comes to an end. */
export interface HangingServer {
  readonly port: number
  /** Connections taken so far. */
  taken(): number
  close(): Promise<void>
}

/** `silent` says nothing at all, `dripping` a byte each second: no rule about silence alone ends it. */
export async function startHanging(how: 'silent' | 'dripping'): Promise<HangingServer> {
  const sockets = new Set<Socket>()
  let taken = 0
  const server = createServer((socket) => {
    taken += 1
    sockets.add(socket)
    socket.on('error', () => {})
    const drip = setInterval(() => how === 'dripping' && socket.write('2'), 1000)
    socket.on('close', () => {
      clearInterval(drip)
      sockets.delete(socket)
    })
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    taken: () => taken,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
