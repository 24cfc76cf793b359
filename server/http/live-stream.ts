import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { openSessionIds } from '../person/session-store.ts'
import type { EventsAnswer, EventsListener } from './handler.ts'

const beatMs = 20_000

/** A page that listens. */
export interface Listening {
  /** What it listens to: of one thing only so many pages are held open. */
  readonly of: string
  /** Whose end ends the stream; null for a browser that is still signing in. */
  readonly sessionId: string | null
  readonly listener: EventsListener
  /** When something is said at the latest, so that nothing on the way takes the line for dead. */
  beatAt: number
}

/** How a stream listens for its pages. */
interface Pace {
  readonly lookMs: number
  /** Pages of one thing in one process; the one that came first makes room. */
  readonly most: number
  /** The last word of a page that makes room. */
  readonly roomWord: 'end' | 'full'
  /** Told in the log when a look failed. */
  readonly fault: string
}

/**
 * The open pages of this process that wait for one kind of news. While there are any, the database is asked every
 * `lookMs`, so that it does not matter which process or worker changed something, nor which pooler is in between.
 */
export abstract class LiveStream<Page extends Listening> {
  protected readonly context: Context
  readonly #pace: Pace
  readonly #open = new Set<Page>()
  readonly #stopping = new AbortController()
  #looking: Promise<void> | null = null

  constructor(context: Context, pace: Pace) {
    this.context = context
    this.#pace = pace
  }

  /** Asks for what these pages wait for, and tells it; a page whose session has ended is not among them. */
  protected abstract look(pages: readonly Page[]): Promise<void>

  /** Lets a page listen; `greet` says something at once: who hears nothing is behind a proxy that holds streams up. */
  protected hold(
    pageOf: (listener: EventsListener, beatAt: number) => Page,
    greet: (page: Page) => void,
  ): EventsAnswer {
    return {
      open: (listener) => {
        const page = pageOf(listener, performance.now() + beatMs)
        this.#makeRoom(page.of)
        this.#open.add(page)
        greet(page)
        this.#looking ??= this.#lookUntilEmpty()
        return () => this.#open.delete(page)
      },
    }
  }

  protected say(page: Page, event: Parameters<EventsListener['send']>[0]): void {
    page.listener.send(event)
    page.beatAt = performance.now() + beatMs
  }

  /** A sign of life, when nothing was said for a while. */
  protected beat(page: Page): void {
    if (performance.now() >= page.beatAt) this.say(page, { name: 'beat', data: {} })
  }

  /** A last word, after which the page does not come back by itself. */
  protected end(page: Page, word: 'end' | 'full' = 'end'): void {
    this.#open.delete(page)
    page.listener.send({ name: word, data: {} })
    page.listener.end()
  }

  /** Ends every stream: the server stops, and the pages come back to the process that serves next. */
  close(): void {
    this.#stopping.abort()
    for (const page of this.#open) page.listener.end()
    this.#open.clear()
  }

  #makeRoom(of: string): void {
    const { most, roomWord } = this.#pace
    const same = [...this.#open].filter((page) => page.of === of)
    for (const page of same.slice(0, Math.max(0, same.length - most + 1))) this.end(page, roomWord)
  }

  async #lookUntilEmpty(): Promise<void> {
    const { lookMs, fault } = this.#pace
    while (this.#open.size > 0 && !this.#stopping.signal.aborted) {
      try {
        const left = await this.#pagesLeft()
        if (left.length > 0) await this.look(left)
      } catch (error) {
        // The database is away for a moment; the next look will tell.
        this.context.log({ level: 'warn', message: fault, reason: String(error) })
      }
      await sleep(lookMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined)
    }
    this.#looking = null
  }

  /** Ends the pages whose sessions have ended: what comes after belongs to the person who signs in next. */
  async #pagesLeft(): Promise<Page[]> {
    const all = [...this.#open]
    const ids = all.flatMap(({ sessionId }) => sessionId ?? [])
    const sessions = ids.length === 0 ? new Set() : await openSessionIds(this.context, ids)
    for (const page of all) if (page.sessionId !== null && !sessions.has(page.sessionId)) this.end(page)
    return all.filter((page) => this.#open.has(page))
  }
}

/** The one stream of a kind in this process. */
export function oneOfProcess<Stream>(make: (context: Context) => Stream): (context: Context) => Stream {
  const streams = new WeakMap<Context, Stream>()
  return (context) => {
    const known = streams.get(context) ?? make(context)
    streams.set(context, known)
    return known
  }
}
