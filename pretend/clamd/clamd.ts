import { createServer, type Server, type Socket } from 'node:net'

/** How a played clamd treats the next caller. */
export type ClamdMood =
  /** Looks, and finds the EICAR test file. */
  | 'looks'
  /** Takes everything and never answers. */
  | 'silent'
  /** Hangs up in the middle. */
  | 'hangsUp'
  /** Says that the stream is too long for it. */
  | 'refuses'

/** clamd played over a real socket and its real protocol (clamd(8): zINSTREAM). */
export interface PlayedClamd {
  /** A path, or `host` and `port`, as a client connects. */
  readonly address: { readonly path: string } | { readonly host: string; readonly port: number }
  mood: ClamdMood
  /** Sizes in bytes of what was given to it, in order. */
  readonly seen: readonly number[]
  close(): Promise<void>
}

/** The EICAR test file, cut in two so that no scanner finds this source. */
export const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}' + '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

/** Starts one; on a socket file when `path` is given, else on a free port. */
export async function playClamd(path?: string): Promise<PlayedClamd> {
  const seen: number[] = []
  const open = new Set<Socket>()
  const clamd = { mood: 'looks' as ClamdMood }
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    let heard = Buffer.alloc(0)
    socket.on('data', (data: Buffer) => {
      heard = Buffer.concat([heard, data])
      if (clamd.mood === 'hangsUp') return void socket.destroy()
      const content = streamOf(heard)
      if (content === null || clamd.mood === 'silent') return
      seen.push(content.length)
      if (clamd.mood === 'refuses') return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      socket.end(content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((resolve) =>
    path === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(path, resolve),
  )
  const listening = server.address()
  const address =
    typeof listening === 'object' && listening !== null
      ? { host: '127.0.0.1', port: listening.port }
      : { path: path ?? '' }
  return Object.assign(clamd, {
    address,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  })
}

/** The content of a whole `zINSTREAM` command; null while it is not whole. */
function streamOf(heard: Buffer): Buffer | null {
  const command = heard.indexOf(0)
  if (command < 0 || heard.subarray(0, command).toString() !== 'zINSTREAM') return null
  const chunks: Buffer[] = []
  for (let at = command + 1; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (at + 4 + length > heard.length) return null
    chunks.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
