import { createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'

/** Where a mail server may do something odd: its answer to that, or in the middle of the text. */
export const phases = ['greeting', 'hello', 'from', 'to', 'data', 'body', 'end'] as const
export type Phase = (typeof phases)[number]

/**
 * `cut` destroys the connection; `silent` never answers; `drip` answers without end; `later` is a 4xx, `never` a 5xx,
 * `early` a good word too soon; `late` answers well after `lateMs`, or once `until` has come.
 */
export interface Odd {
  readonly in: Phase
  readonly how: 'cut' | 'silent' | 'drip' | 'later' | 'never' | 'early' | 'late'
  /** A mail that has come whole is kept, though nobody is told so. */
  readonly keeps?: boolean
}

export interface OddMailServer {
  readonly port: number
  /** Message-IDs of what was kept, in order of arrival. */
  readonly kept: readonly string[]
  /** Those of it that it did not own up to. */
  readonly unowned: readonly string[]
  /** Those whose end has come and got no word, kept or not. */
  readonly unanswered: readonly string[]
  /** Connections that are open. */
  open(): number
  /** Connections that have met what is odd. */
  met(): number
  close(): Promise<void>
}

export interface OddMailServerOptions {
  /** What connection `n` meets, from 0; null: nothing odd. */
  readonly odd?: (n: number) => Odd | null
  readonly lateMs?: number
  readonly until?: Promise<unknown>
  /** Lines of the greeting and of the answer to EHLO. */
  readonly lines?: number
  /** What comes of STARTTLS; not offered without. */
  readonly tls?: 'cut' | 'later' | { readonly key: string; readonly cert: string }
}

/** A mail server played line by line over a real socket, to do what none should. */
export async function startOddMailServer(options: OddMailServerOptions = {}): Promise<OddMailServer> {
  const sockets = new Set<Socket>()
  const kept: string[] = []
  const unowned: string[] = []
  const unanswered: string[] = []
  let connections = 0
  const met = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const odd = options.odd?.(connections++) ?? null
    const came = ({ id, keeps, answered }: Came): void => {
      if (keeps) kept.push(id)
      if (keeps && !answered) unowned.push(id)
      if (!answered) unanswered.push(id)
    }
    new Conversation(socket, odd, options, came, () => met.add(socket)).begin()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    kept,
    unowned,
    unanswered,
    open: () => sockets.size,
    met: () => met.size,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const commands: readonly [RegExp, Phase, string][] = [
  [/^(EHLO|HELO)/, 'hello', '250 odd'],
  [/^MAIL/, 'from', '250 ok'],
  [/^RCPT/, 'to', '250 ok'],
  [/^DATA/, 'data', '354 go on'],
]

/** A mail whose end has come. */
interface Came {
  readonly id: string
  readonly keeps: boolean
  readonly answered: boolean
}

class Conversation {
  #line: Duplex
  readonly #socket: Socket
  readonly #odd: Odd | null
  readonly #options: OddMailServerOptions
  readonly #came: (mail: Came) => void
  readonly #meets: () => void
  #heard = ''
  #text: string | null = null
  #over = false

  constructor(
    socket: Socket,
    odd: Odd | null,
    options: OddMailServerOptions,
    came: (mail: Came) => void,
    meets: () => void,
  ) {
    this.#line = socket
    this.#socket = socket
    this.#odd = odd
    this.#options = options
    this.#came = came
    this.#meets = meets
  }

  begin(): void {
    this.#listen(this.#socket)
    const more = Array.from({ length: (this.#options.lines ?? 1) - 1 }, () => '220-welcome\r\n').join('')
    this.#answer('greeting', `${more}220 odd ESMTP`)
  }

  #listen(line: Duplex): void {
    this.#line = line
    line.on('error', () => {})
    line.on('data', (data: Buffer) => {
      if (!this.#over) this.#hear(data.toString('latin1'))
    })
  }

  /** False where it did something odd instead, after which nothing more is heard. */
  #answer(phase: Phase, reply: string): boolean {
    if (this.#odd?.in !== phase) {
      this.#line.write(`${reply}\r\n`)
      return true
    }
    this.#over = this.#odd.how !== 'later' && this.#odd.how !== 'never'
    const acts: Readonly<Record<Odd['how'], () => void>> = {
      cut: () => this.#socket.destroy(),
      silent: () => {},
      drip: () => {
        this.#line.write('250-')
        const drip = setInterval(() => this.#line.write('.'), 100)
        this.#socket.on('close', () => clearInterval(drip))
      },
      later: () => this.#line.write('451 try again\r\n'),
      never: () => this.#line.write('554 not wanted\r\n'),
      early: () => this.#line.write('250 taken\r\n'),
      late: () => {
        void (this.#options.until ?? setTimeout(this.#options.lateMs)).then(() => {
          this.#over = false
          this.#line.write(`${reply}\r\n`)
          this.#hear('')
        })
      },
    }
    acts[this.#odd.how]()
    this.#meets()
    return false
  }

  #hear(data: string): void {
    if (this.#text !== null) {
      this.#read(data)
      return
    }
    this.#heard += data
    for (let end = this.#heard.indexOf('\r\n'); end >= 0; end = this.#heard.indexOf('\r\n')) {
      const command = this.#heard.slice(0, end)
      this.#heard = this.#heard.slice(end + 2)
      if (this.#text === null) this.#obey(command)
      if (this.#over) return
    }
  }

  #obey(command: string): void {
    if (/^STARTTLS/.test(command)) {
      this.#secure()
      return
    }
    for (const [shape, phase, reply] of commands) {
      if (!shape.test(command)) continue
      const offer = this.#options.tls !== undefined && this.#line === this.#socket ? '250-STARTTLS\r\n' : ''
      const more = Array.from({ length: (this.#options.lines ?? 1) - 1 }, (_, n) => `250-X-ODD${n}\r\n`).join(
        '',
      )
      if (this.#answer(phase, phase === 'hello' ? `${more}${offer}${reply}` : reply) && phase === 'data') {
        this.#text = ''
      } else if (phase === 'data' && this.#odd?.how === 'late') this.#text = ''
      return
    }
    this.#line.write('221 bye\r\n')
  }

  #secure(): void {
    const { tls } = this.#options
    if (tls === 'later' || tls === undefined) this.#line.write('454 not now\r\n')
    else if (tls === 'cut') this.#socket.destroy()
    else {
      this.#socket.removeAllListeners('data')
      this.#line.write('220 go on\r\n')
      this.#listen(new TLSSocket(this.#socket, { isServer: true, ...tls }))
    }
  }

  #read(data: string): void {
    this.#text += data
    if (this.#odd?.in === 'body' && !this.#answer('body', '')) return
    const text = this.#text ?? ''
    if (!text.endsWith('\r\n.\r\n')) return
    this.#text = null
    const id = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? ''
    const odd = this.#odd?.in === 'end' ? this.#odd : null
    const refuses = odd?.how === 'later' || odd?.how === 'never'
    this.#came({ id, keeps: !refuses && odd?.keeps !== false, answered: odd === null || refuses })
    this.#answer('end', '250 taken')
  }
}
