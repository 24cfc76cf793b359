import { standingFor } from '../../domain/appeal/can.ts'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import { factsBy } from '../../domain/appeal/facts-by.ts'
import type { OfficeNews, PresenceNews } from '../../wire/case.ts'
import { historiesOf } from '../appeal/event-store.ts'
import { factsOfAll } from '../appeal/facts-store.ts'
import type { Asker, Context } from '../context.ts'
import type { EventsAnswer } from '../http/handler.ts'
import { type Listening, LiveStream } from '../http/live-stream.ts'
import { oneOfProcess } from '../one-of-process.ts'
import { askersNow } from '../person/session-store.ts'
import { signalChangesOf, signalNewsOf } from '../signal/signal-store.ts'
import { type Change, changedSince } from './news-store.ts'
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
  /** What they know of their signals; null: nothing yet. */
  signals: number | null
}

/**
 * The open pages of the office in this process: which appeals have changed, which left their sight, who has one open.
 * When the database tells of a change it is asked three questions for all of them, and a few more for all of them when
 * there is something to say: nobody hears of what they may not list.
 */
class OfficeStream extends LiveStream<OfficePage> {
  constructor(context: Context) {
    const pace = { gatherMs: 300, lookMs: 1000, netMs: 20_000 }
    super(context, { ...pace, most: 6, roomWord: 'full', fault: 'office news not looked for' })
  }

  listen(asker: Asker): EventsAnswer {
    const { id, sessionId } = asker
    const since = this.context.now() - overlapMs
    return this.hold(
      (listener, now) => ({
        of: id,
        sessionId,
        listener,
        ...now,
        asker,
        since,
        told: new Map(),
        present: new Map(),
        signals: null,
      }),
      (page) => this.say(page, { name: 'beat', data: {} }),
    )
  }

  protected concerns({ of }: OfficePage, told: ReadonlySet<string>): boolean {
    return told.has('appeals') || told.has('presence') || told.has(`signals ${of}`)
  }

  protected async look(pages: readonly OfficePage[]): Promise<void> {
    const { db } = this.context
    const now = this.context.now()
    const changes = await changedSince(db, now - windowMs)
    const there = await presentAt(db, now)
    const present = byAppeal(there)
    const nextGoes = Math.min(...there.map(({ until }) => until))
    await this.#tellSignals(pages)
    const recent = new Set(changes.map(({ id }) => id))
    const busy: Busy[] = []
    for (const page of pages) {
      // Who closed a page without a word goes by the clock.
      page.askAt = Math.min(page.askAt, nextGoes)
      const news = changes.filter(({ id, seq, at }) => at > page.since && page.told.get(id) !== seq)
      const moved = movedOn(page, present)
      if (news.length + moved.length > 0) busy.push({ page, news, moved })
    }
    if (busy.length > 0) await this.#tellAll(busy)
    for (const page of pages) {
      for (const id of page.told.keys()) if (!recent.has(id)) page.told.delete(id)
    }
  }

  async #tellSignals(pages: readonly OfficePage[]): Promise<void> {
    const { db } = this.context
    const changes = await signalChangesOf(db, [...new Set(pages.map((page) => page.of))])
    const behind = pages.filter(({ of, signals }) => signals !== (changes.get(of) ?? 0))
    const news = await signalNewsOf(db, [...new Set(behind.map(({ of }) => of))])
    for (const page of behind) {
      const data = news.get(page.of)
      if (data === undefined) continue
      page.signals = data.changes
      this.say(page, { name: 'signals', data })
    }
  }

  /** As many questions for a hundred pages as for one: who they are, what the appeals are, what they were. */
  async #tellAll(busy: readonly Busy[]): Promise<void> {
    const { db } = this.context
    // What they may see may have changed since the page began to listen.
    const askers = await askersNow(
      this.context,
      busy.map(({ page }) => page.asker),
    )
    const ids = new Set(busy.flatMap(({ news, moved }) => [...news, ...moved].map(({ id }) => id)))
    const facts = await factsOfAll(db, [...ids])
    const sees = ({ asker }: OfficePage, id: string): boolean => {
      const [now, appeal] = [askers.get(asker.id), facts.get(id)]
      return now !== undefined && appeal !== undefined && standingFor(now, 'list', appeal).length > 0
    }
    const lost = busy.flatMap(({ page, news }) =>
      news.filter(({ id }) => !sees(page, id)).map(({ id }) => id),
    )
    const histories = await historiesOf(db, [...new Set(lost)])
    for (const one of busy) this.#tell(one, sees, histories)
  }

  #tell(
    { page, news, moved }: Busy,
    sees: (page: OfficePage, id: string) => boolean,
    histories: ReadonlyMap<string, readonly AppealEvent[]>,
  ): void {
    const changed = news.filter(({ id }) => sees(page, id)).map(({ id, seq }) => ({ id, seq }))
    const gone = news
      .filter(({ id }) => !sees(page, id) && wasInSight(page, id, histories.get(id) ?? []))
      .map(({ id }) => id)
    for (const { id, seq } of news) page.told.set(id, seq)
    if (changed.length + gone.length > 0) {
      this.say(page, { name: 'news', data: { changed, gone } satisfies OfficeNews })
    }
    for (const one of moved) {
      if (one.present.length > 0) page.present.set(one.id, saidOf(one.present))
      else page.present.delete(one.id)
      if (sees(page, one.id)) this.say(page, { name: 'presence', data: one })
    }
  }
}

/** A page to which there may be something to say. */
interface Busy {
  readonly page: OfficePage
  readonly news: readonly Change[]
  readonly moved: readonly PresenceNews[]
}

/** Whether they could list it before what happened since they were told last: only then they learn that it left. */
function wasInSight(page: OfficePage, id: string, history: readonly AppealEvent[]): boolean {
  const known = page.told.get(id)
  const before = history.filter(({ seq, occurredAt }) =>
    known === undefined ? Date.parse(occurredAt) <= page.since : seq <= known,
  )
  return before.length > 0 && standingFor(page.asker, 'list', factsBy(before)).length > 0
}

const saidOf = (present: PresenceNews['present']): string =>
  present.map(({ staffId, doing }) => `${staffId} ${doing}`).join()

function byAppeal(rows: readonly PresentRow[]): Map<string, PresenceNews['present']> {
  const found = new Map<string, PresenceNews['present']>()
  for (const { appealId, staffId, name, doing } of rows) {
    found.set(appealId, [...(found.get(appealId) ?? []), { staffId, name, doing }])
  }
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
