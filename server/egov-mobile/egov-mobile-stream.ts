import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { EventsAnswer, EventsListener } from '../http/handler.ts'
import { openSessionIds } from '../person/session-store.ts'
import { findPhoneSignings, type PhoneRow } from './egov-mobile-store.ts'
import { phoneNews } from './show-signing.ts'

const lookMs = 500
const beatMs = 20_000
/** Pages that listen to one code in one process; the one that came first makes room. */
const mostOfOne = 4

interface Listening {
  readonly id: string
  /** The client's; null for a browser that is still signing in. */
  readonly sessionId: string | null
  readonly listener: EventsListener
  /** What the page knows: state and code. */
  said: string
  beatAt: number
}

/** Nothing more comes of such a code. */
const isOver = ({ state }: PhoneRow): boolean =>
  state === 'used' || state === 'cancelled' || state === 'expired'

/**
 * The pages of this process that wait for a phone. While there are any, the rows of their codes are asked for twice a
 * second, so that it does not matter which process the phone has talked to. Ends a code's streams with its last state.
 */
export class PhoneStream {
  readonly #context: Context
  readonly #open = new Set<Listening>()
  readonly #stopping = new AbortController()
  #looking: Promise<void> | null = null

  constructor(context: Context) {
    this.#context = context
  }

  /** Lets a page listen to its own code: it is told the present state at once. */
  listen(row: PhoneRow, sessionId: string | null): EventsAnswer {
    return {
      open: (listener) => {
        const same = [...this.#open].filter(({ id }) => id === row.id)
        for (const one of same.slice(0, Math.max(0, same.length - mostOfOne + 1))) this.#end(one)
        const one = { id: row.id, sessionId, listener, said: '', beatAt: performance.now() + beatMs }
        this.#open.add(one)
        this.#tell(one, row)
        this.#looking ??= this.#lookUntilEmpty()
        return () => this.#open.delete(one)
      },
    }
  }

  /** Ends every stream: the server stops, and the pages come back to the process that serves next. */
  close(): void {
    this.#stopping.abort()
    for (const one of this.#open) one.listener.end()
    this.#open.clear()
  }

  /** A last word, after which the page does not come back by itself. */
  #end(one: Listening): void {
    this.#open.delete(one)
    one.listener.send({ name: 'end', data: {} })
    one.listener.end()
  }

  async #lookUntilEmpty(): Promise<void> {
    while (this.#open.size > 0 && !this.#stopping.signal.aborted) {
      try {
        await this.#look()
      } catch (error) {
        // The database is away for a moment; the next look will tell.
        this.#context.log({ level: 'warn', message: 'phones not looked for', reason: String(error) })
      }
      await sleep(lookMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined)
    }
    this.#looking = null
  }

  async #look(): Promise<void> {
    const all = [...this.#open]
    const sessionIds = all.flatMap(({ sessionId }) => sessionId ?? [])
    const sessions = sessionIds.length === 0 ? null : await openSessionIds(this.#context, sessionIds)
    for (const one of all) if (one.sessionId !== null && !sessions?.has(one.sessionId)) this.#end(one)
    const left = all.filter((one) => this.#open.has(one))
    if (left.length === 0) return
    const ids = [...new Set(left.map(({ id }) => id))]
    const rows = await findPhoneSignings(this.#context.db, ids, this.#context.now())
    for (const one of left) {
      const row = rows.find(({ id }) => id === one.id)
      if (row === undefined) this.#end(one)
      else this.#tell(one, row)
    }
  }

  #tell(one: Listening, row: PhoneRow): void {
    const says = `${row.state} ${row.code}`
    if (says !== one.said) one.listener.send({ name: 'state', data: phoneNews(row) })
    else if (performance.now() >= one.beatAt) one.listener.send({ name: 'beat', data: {} })
    else return
    one.said = says
    one.beatAt = performance.now() + beatMs
    if (isOver(row)) this.#end(one)
  }
}

const streams = new WeakMap<Context, PhoneStream>()

/** The one stream of this process. */
export function phoneStreamOf(context: Context): PhoneStream {
  const known = streams.get(context)
  if (known !== undefined) return known
  const made = new PhoneStream(context)
  streams.set(context, made)
  return made
}
