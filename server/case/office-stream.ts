import { standingFor } from '../../domain/appeal/can.ts'
import { factsBy } from '../../domain/appeal/facts-by.ts'
import type { OfficeNews, PresenceNews } from '../../wire/case.ts'
import { historyOf } from '../appeal/event-store.ts'
import type { Asker, Context } from '../context.ts'
import type { EventsAnswer } from '../http/handler.ts'
import { type Listening, LiveStream, oneOfProcess } from '../http/live-stream.ts'
import { askerNow } from '../person/session-store.ts'
import { type Change, changedSince, inSightOf } from './news-store.ts'
import { type PresentRow, presentAt } from './presence-store.ts'

/** An act whose transaction takes longer than this is not told to open pages. */
const windowMs = 120_000
/** A page hears of what happened while it was fetching its rows. */
const overlapMs = 5_000

/** A page of somebody of the staff: `of` is their id. */
interface OfficePage extends Listening {
  readonly asker: Asker
  /** It is told of what was recorded later, epoch milliseconds. */
  readonly since: number
  /** The last event that it was told of, by appeal. */
  readonly told: Map<string, number>
  /** Who it was told of, by appeal. */
  readonly present: Map<string, string>
}

/**
 * The open pages of the office in this process: which appeals have changed, which left their sight, who has one open.
 * The database is asked two questions a second for all of them, and one more a person when there is something to say:
 * nobody hears of what they may not list.
 */
class OfficeStream extends LiveStream<OfficePage> {
  constructor(context: Context) {
    super(context, { lookMs: 1000, most: 6, roomWord: 'full', fault: 'office news not looked for' })
  }

  listen(asker: Asker): EventsAnswer {
    const { id, sessionId } = asker
    const since = this.context.now() - overlapMs
    return this.hold(
      (listener, beatAt) => ({
        of: id,
        sessionId,
        listener,
        beatAt,
        asker,
        since,
        told: new Map(),
        present: new Map(),
      }),
      (page) => this.say(page, { name: 'beat', data: {} }),
    )
  }

  protected async look(pages: readonly OfficePage[]): Promise<void> {
    const now = this.context.now()
    const changes = await changedSince(this.context.db, now - windowMs)
    const present = byAppeal(await presentAt(this.context.db, now))
    for (const page of pages) {
      const news = changes.filter(({ id, seq, at }) => at > page.since && page.told.get(id) !== seq)
      const moved = movedOn(page, present)
      if (news.length === 0 && moved.length === 0) this.beat(page)
      else await this.#tell(page, news, moved)
      const recent = new Set(changes.map(({ id }) => id))
      for (const id of page.told.keys()) if (!recent.has(id)) page.told.delete(id)
    }
  }

  async #tell(page: OfficePage, news: readonly Change[], moved: readonly PresenceNews[]): Promise<void> {
    // What they may see may have changed since the page began to listen.
    const asker = await askerNow(page.asker, this.context)
    const ids = [...news, ...moved].map(({ id }) => id)
    const seen = await inSightOf(this.context.db, asker, [...new Set(ids)])
    const changed = news.filter(({ id }) => seen.has(id)).map(({ id, seq }) => ({ id, seq }))
    const gone: string[] = []
    for (const change of news) {
      if (!seen.has(change.id) && (await this.#wasInSight(page, change.id))) gone.push(change.id)
    }
    for (const { id, seq } of news) page.told.set(id, seq)
    if (changed.length + gone.length > 0) {
      this.say(page, { name: 'news', data: { changed, gone } satisfies OfficeNews })
    }
    for (const one of moved) {
      if (one.present.length > 0) page.present.set(one.id, saidOf(one.present))
      else page.present.delete(one.id)
      if (seen.has(one.id)) this.say(page, { name: 'presence', data: one })
    }
  }

  /** Whether they could list it before what happened since they were told last: only then they learn that it left. */
  async #wasInSight(page: OfficePage, id: string): Promise<boolean> {
    const history = await historyOf(this.context.db, id)
    const known = page.told.get(id)
    const before = history.filter(({ seq, occurredAt }) =>
      known === undefined ? Date.parse(occurredAt) <= page.since : seq <= known,
    )
    return before.length > 0 && standingFor(page.asker, 'list', factsBy(before)).length > 0
  }
}

const saidOf = (present: PresenceNews['present']): string =>
  present.map(({ staffId, doing }) => `${staffId} ${doing}`).join()

function byAppeal(rows: readonly PresentRow[]): Map<string, PresenceNews['present']> {
  const found = new Map<string, PresenceNews['present']>()
  for (const { appealId, ...one } of rows) found.set(appealId, [...(found.get(appealId) ?? []), one])
  return found
}

/** Where others came, went or began to write since this page was told; the page's own person is left out. */
function movedOn(page: OfficePage, present: ReadonlyMap<string, PresenceNews['present']>): PresenceNews[] {
  const ids = new Set([...present.keys(), ...page.present.keys()])
  return [...ids].flatMap((id) => {
    const others = (present.get(id) ?? []).filter(({ staffId }) => staffId !== page.of)
    return saidOf(others) === (page.present.get(id) ?? '') ? [] : [{ id, present: others }]
  })
}

/** The one stream of this process. */
export const officeStreamOf = oneOfProcess((context) => new OfficeStream(context))
