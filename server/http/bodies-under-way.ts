import { promisify } from 'node:util'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { largestLimits } from '../../domain/attachment/file-rules.ts'
import { HttpRefused } from '../refused.ts'
import type { AskedBy } from './attempts.ts'
import type { Lane } from './door-turns.ts'
import { mediaTypeOf } from './media-type.ts'
import { Places, type Turns } from './places.ts'
import { formBytes, partType } from './uploads.ts'

const kB = 1024
const MB = 1024 * kB

/** Bytes of bodies that may be on their way at once: of one owner, and of all together. */
interface Share {
  readonly own: number
  readonly all: number
}

/** Who sends: an account that is signed in, else a browser in which somebody was, else an address. */
type Sender = 'account' | Lane

/** What a sign-in by password, an answer or a text needs: a crowd of large bodies must not keep these out. */
const smallBytes = 64 * kB
/** Each kind of sender apart: a crowd of addresses must not keep out who is signed in, nor who comes back to be. */
const shares = {
  small: {
    account: { own: 4 * MB, all: 64 * MB },
    known: { own: 4 * MB, all: 32 * MB },
    others: { own: 4 * MB, all: 64 * MB },
  },
  large: {
    account: { own: 16 * MB, all: 128 * MB },
    known: { own: 16 * MB, all: 64 * MB },
    others: { own: 16 * MB, all: 128 * MB },
  },
} as const satisfies Record<string, Record<Sender, Share>>

/** JSON of so many bytes waits for its turn to be read: as values it takes up to twenty times its length. */
const turnBytes = 32 * kB
/** Only a phone's answer may be longer. */
const longBytes = 512 * kB
/**
 * Of one owner, of all senders of a kind, and of everybody's long ones: from when it is read until nothing works with
 * it any more.
 */
const inValues = {
  own: { most: 4, mostWaiting: 200, waitMs: 20_000 },
  all: { most: 16, mostWaiting: 1000, waitMs: 20_000 },
  long: { most: 2, mostWaiting: 20, waitMs: 20_000 },
} as const satisfies Record<string, Turns>

/** A part is kept piece by piece as it comes: so much of it is in memory, sealed and not. */
const partBytes = 512 * kB

/** Of one code of eGov Mobile: a phone that sends again may have left a dead line behind. */
const ofCode: Turns = { most: 2, mostWaiting: 20, waitMs: 20_000 }

/**
 * What bodies on their way may take of this process's memory. A body counts by its declared length, else by the longest
 * that its address takes, before any of it is read, until it is answered or its caller has gone: else one address that
 * holds back the last byte of many bodies had all memory.
 */
export class BodiesUnderWay {
  readonly #askedBy: (request: FastifyRequest) => AskedBy
  readonly #bytes = new Map<string, number>()
  readonly #codes = new Places()
  readonly #inValues = new Places()
  readonly #held = new WeakMap<FastifyRequest, Held>()

  /** @param askedBy whose an ask is where nobody is signed in (server/http/attempts.ts) */
  constructor(askedBy: (request: FastifyRequest) => AskedBy) {
    this.#askedBy = askedBy
  }

  /**
   * Every body of the application takes its place before it is read, also at addresses that are none, and large JSON
   * another one before it is made into values.
   */
  guard(app: FastifyInstance): void {
    app.addHook('preParsing', (request, reply) => this.#take(request, reply))
    const read = promisify(app.getDefaultJsonParser('error', 'error'))
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      async (request: FastifyRequest, text: string) => {
        await this.#takeTurn(request, Buffer.byteLength(text))
        return await read(request, text)
      },
    )
  }

  /** The body is there until the work has ended, also when its caller hangs up. */
  async during<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
    const held = this.#held.get(request)
    if (held === undefined) return await work()
    held.until += 1
    try {
      return await work()
    } finally {
      held.end()
    }
  }

  /** Throws 429 `too_much_at_once`. */
  async #take(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const bytes = bytesOf(request)
    if (bytes === 0) return
    const held = new Held()
    try {
      const code = codeOf(request)
      if (code !== null) {
        held.leaves.push(await this.#codes.takeOrRefuse(code, ofCode))
      }
      // Who has gone while they waited hears no answer, and holds nothing.
      if (reply.raw.closed) {
        held.end()
        return reply.hijack()
      }
      held.leaves.push(this.#add(request, bytes))
    } catch (error) {
      held.end()
      throw error
    }
    this.#held.set(request, held)
    reply.raw.once('close', () => held.end())
  }

  /** Throws 429 `too_much_at_once`. */
  async #takeTurn(request: FastifyRequest, bytes: number): Promise<void> {
    if (bytes < turnBytes) return
    const { sender, whose } = this.#senderOf(request)
    const held = this.#held.get(request)
    const turns: [string, Turns][] = [
      [`${sender} ${whose}`, inValues.own],
      [sender, inValues.all],
    ]
    if (bytes > longBytes) turns.push(['long', inValues.long])
    for (const [name, turn] of turns) {
      const leave = await this.#inValues.takeOrRefuse(name, turn)
      if (held !== undefined && held.until > 0) held.leaves.push(leave)
      else {
        // Who has gone while they waited hears no answer, and nothing is read for them.
        leave()
        throw new HttpRefused(429, 'too_much_at_once')
      }
    }
  }

  #senderOf(request: FastifyRequest): { readonly sender: Sender; readonly whose: string } {
    const asker = request.caller?.asker ?? null
    if (asker !== null) return { sender: 'account', whose: `${asker.kind} ${asker.id}` }
    const { lane, whose } = this.#askedBy(request)
    return { sender: lane, whose }
  }

  #add(request: FastifyRequest, bytes: number): () => void {
    const { sender, whose } = this.#senderOf(request)
    const size = bytes <= smallBytes ? 'small' : 'large'
    const { own, all } = shares[size][sender]
    const counts: [string, number][] = [
      [`${size} of ${sender} ${whose}`, own],
      [`${size} of ${sender}`, all],
    ]
    if (counts.some(([name, most]) => (this.#bytes.get(name) ?? 0) + bytes > most)) {
      throw new HttpRefused(429, 'too_much_at_once')
    }
    const change = (by: number): void => {
      for (const [name] of counts) {
        const now = (this.#bytes.get(name) ?? 0) + by
        if (now === 0) this.#bytes.delete(name)
        else this.#bytes.set(name, now)
      }
    }
    change(bytes)
    return () => change(-bytes)
  }
}

/** What one body holds, until its line is closed and nothing works with it any more. */
class Held {
  readonly leaves: (() => void)[] = []
  until = 1

  end(): void {
    this.until -= 1
    if (this.until > 0) return
    for (const leave of this.leaves.splice(0)) leave()
  }
}

/** How much of a body may come to be in memory. */
function bytesOf({ method, headers, routeOptions }: FastifyRequest): number {
  // The body of a GET is never read.
  if (method === 'GET' || method === 'HEAD') return 0
  const declared = headers['content-length']
  if (declared === undefined && headers['transfer-encoding'] === undefined) return 0
  const type = mediaTypeOf(headers['content-type'])
  const most =
    type === partType
      ? partBytes
      : type.startsWith('multipart/')
        ? largestLimits.maxBytes + formBytes
        : (routeOptions.bodyLimit ?? 0)
  return declared === undefined ? most : Math.min(Number(declared), most)
}

/** The code that a phone answers to. */
function codeOf({ routeOptions, params }: FastifyRequest): string | null {
  if (!routeOptions.config.egovMobile) return null
  const { secret } = params as { secret?: unknown }
  return typeof secret === 'string' ? secret : null
}
