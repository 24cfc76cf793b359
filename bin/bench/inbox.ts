import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { incomingStatuses } from '../../domain/mailbox/incoming.ts'
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

/** «Кіріс» at 1,000 and at 100,000 appeals of all clients, against the page's own SQL sent bare by the driver. */
export async function inboxFigures(): Promise<Figure[]> {
  return await onStage(async (stage) => {
    const small = 1000 / appealsPerClient
    await addClients(stage.owner, 1, small)
    const few = await measure(stage)
    await addClients(stage.owner, small + 1, 100_000 / appealsPerClient)
    const many = await measure(stage)
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
  })
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

/** p99 of the server's own time (request in to answer out) and of the bare query, asked alternately. */
async function measure({ context, owner, served, origin, appUrl }: Stage): Promise<Times> {
  const clients = await askers(context, owner)
  const query = await pageQuery(appUrl, clients[0]?.personId ?? '')
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const bare: number[] = []
  served.length = 0
  try {
    for (let n = 0; n < asks + warmUp; n += 1) {
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
  } finally {
    await client.end()
  }
  return { server: quantile(served.slice(warmUp), 0.99), bare: quantile(bare.slice(warmUp), 0.99) }
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
async function pageQuery(appUrl: string, personId: string): Promise<CompiledQuery> {
  let caught: CompiledQuery | undefined
  const pool = connectPool(appUrl, { max: 1 })
  const listening = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      caught = event.query
    },
  })
  await findMailboxPage(listening, { personId, search: '', statuses: incomingStatuses, page: 1, size: 10 })
  await listening.destroy()
  if (caught === undefined) throw new Error('the page sent no query')
  return caught
}
