import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Asker, Context } from '../../server/context.ts'
import { showDesk } from '../../server/office/show-desk.ts'
import { showQueue } from '../../server/office/show-queue.ts'
import { showViews } from '../../server/office/show-views.ts'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { dutyOf } from '../../server/unit/duty-store.ts'
import { QueueQuery } from '../../wire/queue.ts'
import { type Figure, inDrawnOrder, quantile, round } from './figures.ts'
import type { Stage } from './stage.ts'

/** Of a thousand asks ten are slower than p99: of fewer it is told by one stop of the collector or two. */
const rounds = 1000
const warmUp = 20

/**
 * What is opened all day, by its address and by the verb that answers it. The desk, which takes ten times as long as
 * the others, is asked in every fourth round.
 */
const lists = {
  desk: { path: 'desk', everyNth: 4, show: showDesk },
  queue: {
    path: 'queue',
    everyNth: 1,
    show: (context: Context, asker: Asker) => showQueue(context, asker, QueueQuery.parse({})),
  },
  counts: { path: 'queue/views', everyNth: 1, show: showViews },
} as const
type Name = keyof typeof lists
const names = Object.keys(lists) as Name[]

/**
 * Desk, queue and counts of a head and executor in two companies with the same open work, against the SQL that each
 * sends, sent bare by the driver. All are asked in each round, so that a slower minute slows all of them.
 */
export async function officeListFigures(small: Stage, large: Stage): Promise<Figure[]> {
  const asked = [await open(small), await open(large)] as const
  for (let n = -warmUp; n < rounds; n += 1) {
    const order = inDrawnOrder(asked)
    for (const name of names) {
      if (n % lists[name].everyNth !== 0) continue
      for (const one of order) await one.ask(name, n >= 0)
    }
  }
  const [few, many] = asked
  await Promise.all(asked.map((one) => one.close()))
  return names.flatMap((name) => {
    const [at1000, at100000] = [few.times[name], many.times[name]].map(({ server, bare }) => ({
      server: quantile(server, 0.99),
      bare: quantile(bare, 0.99),
    }))
    if (at1000 === undefined || at100000 === undefined) return []
    return [
      againstBare(`${name} at 1,000 appeals`, at1000),
      againstBare(`${name} at 100,000 appeals`, at100000),
      {
        name: `${name} at 100,000 appeals, server p99`,
        value: round(at100000.server / at1000.server),
        unit: 'ratio of p99',
        against: 'itself at 1,000',
        budget: 1.5,
        hard: true,
        from: {
          manyMs: round(at100000.server),
          fewMs: round(at1000.server),
          ofMedians: round(quantile(many.times[name].server, 0.5) / quantile(few.times[name].server, 0.5)),
        },
      },
    ]
  })
}

export const againstBare = (what: string, { server, bare }: { server: number; bare: number }): Figure => ({
  name: `${what}, server p99`,
  value: round(server / bare),
  unit: 'ratio of p99',
  against: 'the same SQL, bare, in turn with it',
  budget: 3,
  hard: true,
  from: { serverMs: round(server), bareMs: round(bare) },
})

async function open({ context, owner, served, origin, appUrl }: Stage) {
  const { id } = await owner.selectFrom('staff').select('id').executeTakeFirstOrThrow()
  const roles = ['executor', 'head'] as const
  for (const role of roles) {
    await recordRole(owner, { staffId: id, role, change: 'granted' }, null, context.now())
  }
  await recordRole(owner, { staffId: id, role: 'auditor', change: 'withdrawn' }, null, context.now())
  const duty = await dutyOf(context.db, { id, roles }, localDate(context.now()), false)
  const asker: Asker = { kind: 'staff', id, sessionId: '', roles, language: 'kk', duty }
  const token = await openSession(context.db, { staffId: id }, context.now(), 720)
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const caught = new Map<Name, readonly CompiledQuery[]>()
  for (const name of names) {
    caught.set(name, await queriesOf(context, appUrl, (inside) => lists[name].show(inside, asker)))
  }
  const times = Object.fromEntries(
    names.map((name) => [name, { server: [] as number[], bare: [] as number[] }]),
  ) as Record<Name, { server: number[]; bare: number[] }>
  let asks = 0
  const ask = async (name: Name, counts: boolean): Promise<void> => {
    asks += 1
    served.length = 0
    const answer = await fetch(`${origin}/api/office/${lists[name].path}`, {
      headers: {
        cookie: `otinish_session=${token}`,
        'x-forwarded-for': `10.1.${Math.floor(asks / 50) % 250}.1`,
      },
    })
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    const before = performance.now()
    for (const { sql: text, parameters } of caught.get(name) ?? []) await client.query(text, [...parameters])
    const bare = performance.now() - before
    // The server notes its time when the answer has left, which may be a moment later.
    while (served.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    if (!counts) return
    times[name].server.push(served.at(-1) ?? 0)
    times[name].bare.push(bare)
  }
  return { ask, times, close: () => client.end() }
}

/** The SQL that a page sends, caught on its way. */
export async function queriesOf(
  context: Context,
  appUrl: string,
  show: (inside: Context) => Promise<unknown>,
): Promise<readonly CompiledQuery[]> {
  const caught: CompiledQuery[] = []
  const listening = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: connectPool(appUrl, { max: 1 }) }),
    log: (event) => {
      caught.push(event.query)
    },
  })
  await show({ ...context, db: listening })
  await listening.destroy()
  return caught
}
