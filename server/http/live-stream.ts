import { setTimeout as sleep } from 'node:timers/promises'
import { type ChangeLine, changeLineOf } from '../change-line.ts'
import type { Context } from '../context.ts'
import { openSessionEnds } from '../person/session-store.ts'
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
  /** When it is asked for though nothing was told, epoch milliseconds: time ends a session too. 0: at once. */
  askAt: number
}

/** How a stream listens for its pages. Milliseconds. */
interface Pace {
  /** So long what is told is gathered: many changes at once are one question. */
  readonly gatherMs: number
  /** How often the clock is looked at, and the database while it does not tell of changes. */
  readonly lookMs: number
  /** How often all pages are asked for though nothing was told. */
  readonly netMs: number
  /** Pages of one thing in one process; the one that came first makes room. */
  readonly most: number
  /** The last word of a page that makes room. */
  readonly roomWord: 'end' | 'full'
  /** Told in the log when a look failed. */
  readonly fault: string
}

/**
 * The open pages of this process that wait for one kind of news. The database tells which rows have changed, and is
 * asked once for all the pages that they concern (docs/decisions/0053). Where it does not tell, it is asked for all of
 * them every `lookMs`.
 */
export abstract class LiveStream<Page extends Listening> {
  protected readonly context: Context
  readonly #pace: Pace
  readonly #line: ChangeLine
  readonly #open = new Set<Page>()
  #told = new Set<string>()
  /** When all pages are asked for, by the clock of the machine. */
  #netAt = 0
  #woken = false
  #wake = (): void => {}
  #stopped = false
  #looking: Promise<void> | null = null

  constructor(context: Context, pace: Pace) {
    this.context = context
    this.#pace = pace
    this.#line = changeLineOf(context)
  }

  /** Whether what was told (`ChangeListener`) concerns this page. */
  protected abstract concerns(page: Page, told: ReadonlySet<string>): boolean

  /** Asks for what these pages wait for, and tells it; a page whose session has ended is not among them. */
  protected abstract look(pages: readonly Page[]): Promise<void>

  /** Lets a page listen; `greet` says something at once: who hears nothing is behind a proxy that holds streams up. */
  protected hold(
    pageOf: (listener: EventsListener, now: Pick<Listening, 'beatAt' | 'askAt'>) => Page,
    greet: (page: Page) => void,
  ): EventsAnswer {
    return {
      open: (listener) => {
        const page = pageOf(listener, { beatAt: performance.now() + beatMs, askAt: 0 })
        this.#makeRoom(page.of)
        this.#open.add(page)
        greet(page)
        this.#looking ??= this.#lookUntilEmpty()
        this.#wakeUp()
        return () => this.#open.delete(page)
      },
    }
  }

  protected say(page: Page, event: Parameters<EventsListener['send']>[0]): void {
    page.listener.send(event)
    page.beatAt = performance.now() + beatMs
  }

  /** A last word, after which the page does not come back by itself. */
  protected end(page: Page, word: 'end' | 'full' = 'end'): void {
    this.#open.delete(page)
    page.listener.send({ name: word, data: {} })
    page.listener.end()
  }

  /** Ends every stream: the server stops, and the pages come back to the process that serves next. */
  close(): void {
    this.#stopped = true
    for (const page of this.#open) page.listener.end()
    this.#open.clear()
    this.#wakeUp()
  }

  #makeRoom(of: string): void {
    const { most, roomWord } = this.#pace
    const same = [...this.#open].filter((page) => page.of === of)
    for (const page of same.slice(0, Math.max(0, same.length - most + 1))) this.end(page, roomWord)
  }

  async #lookUntilEmpty(): Promise<void> {
    const endHearing = this.#line.hear({
      onChange: (what) => {
        this.#told.add(what)
        this.#wakeUp()
      },
      onMissed: () => {
        this.#netAt = 0
        this.#wakeUp()
      },
    })
    while (this.#open.size > 0 && !this.#stopped) {
      await this.#nextMoment()
      const pages = this.#pagesToAsk()
      try {
        if (pages.length > 0) await this.look(await this.#pagesLeft(pages))
      } catch (error) {
        // The database is away for a moment; the next look will tell.
        for (const page of pages) page.askAt = 0
        this.context.log({ level: 'warn', message: this.#pace.fault, reason: String(error) })
      }
      for (const page of this.#open) this.#beat(page)
    }
    endHearing()
    this.#looking = null
  }

  #wakeUp(): void {
    this.#woken = true
    this.#wake()
  }

  /** Something was told and what came right after it is gathered, or it is time to look at the clock. */
  async #nextMoment(): Promise<void> {
    const { gatherMs, lookMs } = this.#pace
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookMs).unref()
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    if (this.#woken) await sleep(gatherMs, undefined, { ref: false })
    this.#woken = false
  }

  #pagesToAsk(): readonly Page[] {
    const told = this.#told
    this.#told = new Set()
    const at = performance.now()
    const all = !this.#line.holds || at >= this.#netAt
    if (all) this.#netAt = at + this.#pace.netMs
    const now = this.context.now()
    return [...this.#open].filter(
      (page) =>
        all || now >= page.askAt || told.has(`session ${page.sessionId}`) || this.concerns(page, told),
    )
  }

  /** Ends the pages whose sessions have ended: what comes after belongs to the person who signs in next. */
  async #pagesLeft(asked: readonly Page[]): Promise<Page[]> {
    const ids = asked.flatMap(({ sessionId }) => sessionId ?? [])
    const ends = await openSessionEnds(this.context, ids)
    for (const page of asked) {
      const end = page.sessionId === null ? Number.POSITIVE_INFINITY : ends.get(page.sessionId)
      if (end === undefined) this.end(page)
      else page.askAt = end
    }
    return asked.filter((page) => this.#open.has(page))
  }

  /** A sign of life, when nothing was said for a while. */
  #beat(page: Page): void {
    if (performance.now() >= page.beatAt) this.say(page, { name: 'beat', data: {} })
  }
}
