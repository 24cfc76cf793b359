import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { incomingStatuses } from '../../domain/mailbox/columns.ts'
import type { Context } from '../../server/context.ts'
import { findMailboxPage } from '../../server/mailbox/mailbox-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { addClients, appealsPerClient } from './add-clients.ts'
import { type Figure, quantile, round } from './figures.ts'
import { onStage, type Stage } from './stage.ts'

const asks = 2000
const warmUp = 200

interface Times {
  readonly server: number
  readonly bare: number
}

/**
 * «Кіріс» at 1,000 and at 100,000 appeals of all clients, against the page's own SQL sent bare by the driver. Each is
 * asked in turn, so that a slower minute slows all of them.
 */
export async function inboxFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  await addClients(small.owner, 1, 1000 / appealsPerClient)
  await addClients(large.owner, 1, 100_000 / appealsPerClient)
  const asked = [await open(small), await open(large)] as const
  for (let n = 0; n < asks + warmUp; n += 1) for (const one of asked) await one.ask(n)
  const [few, many] = [await asked[0].close(), await asked[1].close()]
  return [
    againstBare('1,000', few),
    againstBare('100,000', many),
    {
      name: 'inbox at 100,000 appeals, server p99',
      value: round(many.server / few.server),
      unit: 'ratio of p99',
      against: 'itself at 1,000',
      budget: 1.5,
      hard: true,
      from: { manyMs: round(many.server), fewMs: round(few.server) },
    },
  ]
}

function againstBare(size: string, { server, bare }: Times): Figure {
  return {
    name: `inbox at ${size} appeals, server p99`,
    value: round(server / bare),
    unit: 'ratio of p99',
    against: 'the same SQL, bare, in turn with it',
    budget: 3,
    hard: true,
    from: { serverMs: round(server), bareMs: round(bare) },
  }
}

interface Asked {
  /** Asks once as a page does, then by the bare query. */
  ask(n: number): Promise<void>
  /** p99 of the server's own time (request in to answer out) and of the bare query. */
  close(): Promise<Times>
}

async function open({ context, owner, served, origin, appUrl }: Stage): Promise<Asked> {
  const clients = await askers(context, owner)
  const query = await pageQuery(appUrl, clients[0]?.personId ?? '', localDate(context.now()))
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const bare: number[] = []
  served.length = 0
  const ask = async (n: number): Promise<void> => {
    const asker = clients[n % clients.length]
    if (asker === undefined) throw new Error('there is nobody to ask')
    const answer = await fetch(`${origin}/api/incoming`, { headers: asker.headers })
    if (answer.status !== 200) throw new Error(`the list answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    const parameters = query.parameters.map((one) => (one === clients[0]?.personId ? asker.personId : one))
    const before = performance.now()
    await client.query(query.sql, parameters)
    bare.push(performance.now() - before)
  }
  const close = async (): Promise<Times> => {
    await client.end()
    return { server: quantile(served.slice(warmUp), 0.99), bare: quantile(bare.slice(warmUp), 0.99) }
  }
  return { ask, close }
}

interface Asker {
  readonly personId: string
  readonly headers: Record<string, string>
}

/** Fifty clients, each from an address of their own: one alone would be told to ask more slowly. */
async function askers(context: Context, owner: Kysely<Tables>): Promise<Asker[]> {
  const people = await owner.selectFrom('person').select('id').orderBy('iin').limit(50).execute()
  return await Promise.all(
    people.map(async ({ id: personId }, n) => {
      const token = await openSession(context.db, { personId }, context.now(), 720)
      const headers = { cookie: `otinish_session=${token}`, 'x-forwarded-for': `10.0.0.${n + 1}` }
      return { personId, headers }
    }),
  )
}

/** The SQL that the page sends, caught on its way. */
async function pageQuery(appUrl: string, personId: string, today: PlainDate): Promise<CompiledQuery> {
  let caught: CompiledQuery | undefined
  const pool = connectPool(appUrl, { max: 1 })
  const listening = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      caught = event.query
    },
  })
  await findMailboxPage(listening, {
    personId,
    today,
    search: '',
    searched: [],
    statuses: incomingStatuses,
    page: 1,
    size: 10,
  })
  await listening.destroy()
  if (caught === undefined) throw new Error('the page sent no query')
  return caught
}
