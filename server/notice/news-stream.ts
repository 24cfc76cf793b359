import type { Asker, Context } from '../context.ts'
import type { EventsAnswer } from '../http/handler.ts'
import { type Listening, LiveStream } from '../http/live-stream.ts'
import { oneOfProcess } from '../one-of-process.ts'
import { changesOf } from './notice-store.ts'
import { newsOf } from './show-news.ts'

/** A page of somebody who is signed in: `of` is their id. */
interface NewsPage extends Listening {
  /** What the page knows; -1 before it was told anything. */
  changes: number
}

/** The open pages of clients in this process: those that have news are told how many, asked for all at once. */
export class NewsStream extends LiveStream<NewsPage> {
  constructor(context: Context) {
    const pace = { gatherMs: 100, lookMs: 1000, netMs: 20_000 }
    super(context, { ...pace, most: 6, roomWord: 'full', fault: 'news not looked for' })
  }

  /** Lets a page listen: it is told the present state at once, unless it knows (`known`: the Last-Event-ID). */
  listen({ id, sessionId }: Asker, known: string | undefined): EventsAnswer {
    const changes = /^\d{1,9}$/.test(known ?? '') ? Number(known) : -1
    return this.hold(
      (listener, now) => ({ of: id, sessionId, listener, ...now, changes }),
      (page) => this.say(page, { name: 'beat', data: {} }),
    )
  }

  protected concerns({ of }: NewsPage, told: ReadonlySet<string>): boolean {
    return told.has(`notices ${of}`)
  }

  protected async look(pages: readonly NewsPage[]): Promise<void> {
    const now = await changesOf(this.context.db, [...new Set(pages.map(({ of }) => of))])
    const behind = pages.filter(({ of, changes }) => changes !== (now.get(of) ?? 0))
    const news = await newsOf(
      this.context,
      behind.map(({ of }) => of),
    )
    for (const page of behind) {
      const data = news.get(page.of)
      if (data === undefined) continue
      page.changes = data.changes
      this.say(page, { name: 'news', id: String(data.changes), data })
    }
  }
}

/** The one stream of this process. */
export const newsStreamOf = oneOfProcess((context) => new NewsStream(context))
