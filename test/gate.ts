import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** How somebody outside is reached: as always, not at all, or taken and never answered. */
export type Passage = 'open' | 'refused' | 'silent'

/** A passage between us and a server that can be shut in the ways in which servers fail. */
export interface Gate {
  readonly port: number
  set(passage: Passage): Promise<void>
  close(): Promise<void>
}

export async function startGate(target: { readonly host: string; readonly port: number }): Promise<Gate> {
  const sockets = new Set<Socket>()
  let passage: Passage = 'open'
  const drop = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => passage === 'silent' || to.write(bytes))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    sockets.add(from)
  }
  const server = createServer((socket) => {
    const there = connect(target)
    pass(socket, there)
    pass(there, socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    set: async (next) => {
      if (passage === 'refused' && next !== 'refused') {
        server.listen(port, '127.0.0.1')
        await once(server, 'listening')
      }
      passage = next
      if (next !== 'refused') return
      drop()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
    close: async () => {
      drop()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}
