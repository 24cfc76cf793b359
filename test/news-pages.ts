import { createHash, randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import type { Context } from '../server/context.ts'
import { currentSettings } from '../server/setting/setting-store.ts'

/** Pages of clients, one each, that only listen to their news: bare sockets, so that thousands fit into a test. */
export class NewsPages {
  readonly ids: readonly string[]
  readonly #sockets: Socket[] = []
  /** What each was told last, as its `changes`; -1: nothing yet. */
  readonly #told: number[]
  /** Milliseconds of the machine's clock when each was told last. */
  readonly #toldAt: number[]
  #ended = 0
  readonly #refused = new Set<string>()

  private constructor(ids: readonly string[]) {
    this.ids = ids
    this.#told = ids.map(() => -1)
    this.#toldAt = ids.map(() => 0)
  }

  /** So many new clients who are signed in; their tokens are their numbers. */
  static async make(context: Context, count: number): Promise<NewsPages> {
    const { db, now } = context
    const at = new Date(now())
    const ids = Array.from({ length: count }, () => randomUUID())
    const first = Number((await sql<{ n: number }>`select count(*) as n from person`.execute(db)).rows[0]?.n)
    await db
      .insertInto('person')
      .values(
        ids.map((id, n) => ({
          ...{ id, iin: String(900_000_000_000 + first + n), surname: 'Тыңдаушы', given_name: String(n) },
          ...{ address: '', phone: '', language: 'kk' as const, test_person: true, created_at: at },
        })),
      )
      .execute()
    await db
      .insertInto('session')
      .values(
        ids.map((id) => ({
          ...{ id: randomUUID(), person_id: id, created_at: at, last_seen_at: at },
          token_hash: createHash('sha256').update(id).digest(),
          expires_at: new Date(now() + 8 * 3_600_000),
        })),
      )
      .execute()
    const { 'consent.personalData': text } = await currentSettings(context)
    if (text !== null) {
      const given = { version: text.version, language: 'kk' as const, given_at: at }
      await db
        .insertInto('consent')
        .values(ids.map((id) => ({ person_id: id, ...given })))
        .execute()
    }
    return new NewsPages(ids)
  }

  /** Opens them, by turns at these ports, from as many addresses; resolves when each was told something. */
  async open(ports: readonly number[]): Promise<void> {
    for (const [n, id] of this.ids.entries()) {
      const socket = connect(ports[n % ports.length] ?? 0, '127.0.0.1')
      this.#sockets.push(socket)
      const address = `10.0.${n >> 8}.${n & 255}`
      socket.write(
        `GET /api/notices/stream HTTP/1.1\r\nHost: a\r\nCookie: otinish_session=${id}\r\nX-Forwarded-For: ${address}\r\n\r\n`,
      )
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#ended += 1
      })
      socket.on('data', (data) => {
        const refused = /^HTTP\/1\.1 ([345]\d\d)/.exec(data.toString())?.[1]
        if (refused !== undefined) this.#refused.add(refused)
        const said = /"changes":(\d+)/.exec(data.toString())?.[1]
        if (said === undefined) return
        this.#told[n] = Number(said)
        this.#toldAt[n] = performance.now()
      })
    }
    await this.heard(0)
  }

  /** Resolves when each was told at least this; answers when the last was, by the machine's clock. */
  async heard(changes: number, withinMs = 120_000): Promise<number> {
    const endsAt = performance.now() + withinMs
    while (this.#told.some((told) => told < changes)) {
      if (performance.now() > endsAt) {
        const left = this.#told.filter((told) => told < changes).length
        throw new Error(
          `${left} of ${this.ids.length} were not told ${changes}, ${this.#ended} have ended, refused: ${[...this.#refused]}`,
        )
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return Math.max(...this.#toldAt)
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}

/** Something about the notices of these clients changes, in one transaction. */
export async function changeNews(db: Context['db'], ids: readonly string[]): Promise<void> {
  await sql`insert into notice_state (person_id, last_number, changes)
    select id, 0, 1 from unnest(${ids}::uuid[]) as id
    on conflict (person_id) do update set changes = notice_state.changes + 1`.execute(db)
}
