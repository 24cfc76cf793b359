import type { Asker, Context } from '../context.ts'
import type { EventsAnswer } from '../http/handler.ts'
import { type Listening, LiveStream, oneOfProcess } from '../http/live-stream.ts'
import { changesOf } from './notice-store.ts'
import { showNews } from './show-news.ts'

/** A page of somebody who is signed in: `of` is their id. */
interface NewsPage extends Listening {
  /** What the page knows; -1 before it was told anything. */
  changes: number
}

/** The open pages of this process: one query a second asks whether anything has changed for these people. */
export class NewsStream extends LiveStream<NewsPage> {
  constructor(context: Context) {
    super(context, { lookMs: 1000, most: 6, roomWord: 'full', fault: 'news not looked for' })
  }

  /** Lets a page listen: it is told the present state at once, unless it knows (`known`: the Last-Event-ID). */
  listen({ id, sessionId }: Asker, known: string | undefined): EventsAnswer {
    const changes = /^\d{1,9}$/.test(known ?? '') ? Number(known) : -1
    return this.hold(
      (listener, beatAt) => ({ of: id, sessionId, listener, beatAt, changes }),
      (page) => this.say(page, { name: 'beat', data: {} }),
    )
  }

  protected async look(pages: readonly NewsPage[]): Promise<void> {
    const { db } = this.context
    const changes = await changesOf(db, [...new Set(pages.map(({ of }) => of))])
    for (const page of pages) {
      if (page.changes === (changes.get(page.of) ?? 0)) this.beat(page)
      else {
        const news = await showNews(this.context, page.of)
        page.changes = news.changes
        this.say(page, { name: 'news', id: String(news.changes), data: news })
      }
    }
  }
}

/** The one stream of this process. */
export const newsStreamOf = oneOfProcess((context) => new NewsStream(context))
