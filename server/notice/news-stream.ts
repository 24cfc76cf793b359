import { setTimeout as sleep } from 'node:timers/promises'
import type { Asker, Context } from '../context.ts'
import type { EventsAnswer, EventsListener } from '../http/handler.ts'
import { openSessionIds } from '../person/session-store.ts'
import { changesOf } from './notice-store.ts'
import { showNews } from './show-news.ts'

const lookMs = 1000
const beatMs = 20_000
/** Pages of one person that listen to one process; the one that came first makes room. */
const mostOfOne = 6

interface Listening {
  readonly asker: Asker
  readonly listener: EventsListener
  /** What the page knows; -1 before it was told anything. */
  changes: number
  beatAt: number
}

/**
 * The open pages of this process. While there are any, one query a second asks whether anything has changed for these
 * people, so that it does not matter which process or worker changed it, nor which connection pooler is in between.
 */
export class NewsStream {
  readonly #context: Context
  readonly #open = new Set<Listening>()
  #looking: Promise<void> | null = null
  #stopping = new AbortController()

  constructor(context: Context) {
    this.#context = context
  }

  /** Lets a page listen: it is told the present state at once, unless it knows (`known`: the Last-Event-ID). */
  listen(asker: Asker, known: string | undefined): EventsAnswer {
    return {
      open: (listener) => {
        this.#makeRoom(asker.id)
        const knows = /^\d{1,9}$/.test(known ?? '') ? Number(known) : -1
        const one: Listening = { asker, listener, changes: knows, beatAt: performance.now() + beatMs }
        this.#open.add(one)
        // Something at once: a page that hears nothing is behind a proxy that holds streams up.
        listener.send({ name: 'beat', data: {} })
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

  #makeRoom(personId: string): void {
    const own = [...this.#open].filter(({ asker }) => asker.id === personId)
    for (const one of own.slice(0, Math.max(0, own.length - mostOfOne + 1))) this.#say(one, 'full')
  }

  /** A last word, after which the page does not come back by itself. */
  #say(one: Listening, word: 'end' | 'full'): void {
    this.#open.delete(one)
    one.listener.send({ name: word, data: {} })
    one.listener.end()
  }

  async #lookUntilEmpty(): Promise<void> {
    while (this.#open.size > 0 && !this.#stopping.signal.aborted) {
      try {
        await this.#look()
      } catch (error) {
        // The database is away for a moment; the next look will tell.
        this.#context.log({ level: 'warn', message: 'news not looked for', reason: String(error) })
      }
      await sleep(lookMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined)
    }
    this.#looking = null
  }

  async #look(): Promise<void> {
    const all = [...this.#open]
    // Ended sessions first: what comes after belongs to the person who signs in next.
    const sessions = await openSessionIds(
      this.#context,
      all.map(({ asker }) => asker.sessionId),
    )
    for (const one of all) if (!sessions.has(one.asker.sessionId)) this.#say(one, 'end')
    const left = all.filter((one) => this.#open.has(one))
    if (left.length === 0) return
    const changes = await changesOf(this.#context.db, [...new Set(left.map(({ asker }) => asker.id))])
    for (const one of left) await this.#tell(one, changes.get(one.asker.id) ?? 0)
  }

  async #tell(one: Listening, changes: number): Promise<void> {
    if (one.changes !== changes) {
      const news = await showNews(this.#context.db, one.asker.id)
      one.changes = news.changes
      one.listener.send({ name: 'news', id: String(news.changes), data: news })
    } else if (performance.now() >= one.beatAt) {
      one.listener.send({ name: 'beat', data: {} })
    } else return
    one.beatAt = performance.now() + beatMs
  }
}

const streams = new WeakMap<Context, NewsStream>()

/** The one stream of this process. */
export function newsStreamOf(context: Context): NewsStream {
  const known = streams.get(context)
  if (known !== undefined) return known
  const made = new NewsStream(context)
  streams.set(context, made)
  return made
}
