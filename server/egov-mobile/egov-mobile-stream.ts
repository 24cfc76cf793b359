import type { Context } from '../context.ts'
import type { EventsAnswer } from '../http/handler.ts'
import { type Listening, LiveStream } from '../http/live-stream.ts'
import { oneOfProcess } from '../one-of-process.ts'
import { type EgovMobileRow, findEgovMobileSignings } from './egov-mobile-store.ts'
import { egovMobileNews } from './show-signing.ts'

/** A page that shows a code: `of` is the code's id. */
interface CodePage extends Listening {
  /** What the page knows: state and code. */
  said: string
}

/** Nothing more comes of such a code. */
const isOver = ({ state }: EgovMobileRow): boolean =>
  state === 'used' || state === 'cancelled' || state === 'expired'

/**
 * The pages of this process that wait for a phone. That a code is over may be written in other rows than its own (a
 * draft that was changed, a mandate that was taken back), so it is asked for every two seconds too: a code lives five
 * minutes. Ends a code's streams with its last state.
 */
export class EgovMobileStream extends LiveStream<CodePage> {
  constructor(context: Context) {
    const pace = { gatherMs: 50, lookMs: 500, netMs: 2000 }
    super(context, { ...pace, most: 4, roomWord: 'end', fault: 'phones not looked for' })
  }

  /** Lets a page listen to its own code: it is told the present state at once. */
  listen(row: EgovMobileRow, sessionId: string | null): EventsAnswer {
    return this.hold(
      (listener, now) => ({ of: row.id, sessionId, listener, ...now, said: '' }),
      (page) => this.#tell(page, row),
    )
  }

  protected concerns({ of }: CodePage, told: ReadonlySet<string>): boolean {
    return told.has(`code ${of}`)
  }

  protected async look(pages: readonly CodePage[]): Promise<void> {
    const ids = [...new Set(pages.map(({ of }) => of))]
    const rows = await findEgovMobileSignings(this.context.db, ids, this.context.now())
    for (const page of pages) {
      const row = rows.find(({ id }) => id === page.of)
      if (row === undefined) this.end(page)
      else this.#tell(page, row)
    }
  }

  #tell(page: CodePage, row: EgovMobileRow): void {
    const says = `${row.state} ${row.code}`
    if (says !== page.said) this.say(page, { name: 'state', data: egovMobileNews(row) })
    if (row.state !== 'signed') page.askAt = Math.min(page.askAt, row.expiresAt)
    page.said = says
    if (isOver(row)) this.end(page)
  }
}

/** The one stream of this process. */
export const egovMobileStreamOf = oneOfProcess((context) => new EgovMobileStream(context))
