import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { connectPool } from '../../db/connect.ts'
import { projectRoot } from '../../db/project-root.ts'
import type { Tables } from '../../db/tables.ts'
import { openStatuses, transitions } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { partsSearchedBy } from '../../domain/search/searchable.ts'
import { findQueueItems } from '../../server/office/queue-row-store.ts'
import { findQueueIds } from '../../server/office/queue-store.ts'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { keepSearch } from '../../server/search/keep-search.ts'
import { snippetsOf } from '../../server/search/search-store.ts'
import { QueueAsked } from '../../wire/queue.ts'
import { addClients, appealsPerClient } from './add-clients.ts'
import { type Figure, quantile, round } from './figures.ts'
import { officeListFigures } from './office-lists.ts'
import { onStage, type Stage } from './stage.ts'

const rounds = 200
const warmUp = 20
/** Who has open appeals, in both companies; the others' are answered. */
const clientsWithOpen = 50

/** Each finds the same appeals in both companies: in the letter, in the card, in both, by number, by IIN, none. */
const queries = [
  'жертоледеги',
  'үлгі жертөледегі',
  'клиент жертөледегі АВ-7',
  '26-000042',
  'АВ-21',
  '000000000013',
  'ешқашанжазылмаған',
]

/**
 * The office's search, desk, queue and counts at 1,000 and at 100,000 appeals with the same open work and the same that
 * is found, against the page's own SQL sent bare by the driver. Each is asked in turn, so that a slower minute slows
 * all of them.
 */
export async function searchFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  await fill(small, 1000)
  const filling = await fill(large, 100_000)
  const asked = [await open(small), await open(large)] as const
  for (let n = 0; n < rounds + warmUp; n += 1) {
    for (const query of queries) for (const one of asked) await one.ask(query)
  }
  const [few, many] = [await asked[0].close(), await asked[1].close()]
  return [
    againstBare('1,000', few),
    againstBare('100,000', many),
    {
      name: 'search at 100,000 appeals, server p99',
      value: round(many.server / few.server),
      unit: 'ratio of p99',
      against: 'itself at 1,000',
      budget: 1.5,
      hard: true,
      from: { manyMs: round(many.server), fewMs: round(few.server) },
    },
    {
      name: 'what search knows, made for 100,000 appeals',
      value: round(filling / 1000),
      unit: 's',
    },
    ...(await officeListFigures(small, large)),
  ]
}

const duty = { units: [], unitsBelow: [], insteadOf: [], unitsFor: [], atTop: false, seesAll: false }

interface Times {
  readonly server: number
  readonly bare: number
}

function againstBare(size: string, { server, bare }: Times): Figure {
  return {
    name: `search at ${size} appeals, server p99`,
    value: round(server / bare),
    unit: 'ratio of p99',
    against: 'the same SQL, bare, in turn with it',
    budget: 3,
    hard: true,
    from: { serverMs: round(server), bareMs: round(bare) },
  }
}

/** Letters of the words that the shipped catalogue has, no two alike; answers how long search took to know them. */
async function fill({ owner, context }: Stage, appeals: number): Promise<number> {
  await addClients(owner, 1, appeals / appealsPerClient)
  const catalogue = await readFile(join(projectRoot(), 'data', 'catalogue.json'), 'utf8')
  const words = [...new Set(catalogue.match(/\p{Script=Cyrillic}{3,}/gu) ?? [])]
  await sql`update prepared_letter set text = (
    select string_agg((${words}::text[])[1 + abs(hashtext(id::text || n)) % ${words.length}], ' ')
    from generate_series(1, 150) n)`.execute(owner)
  const iins = sql`select id from person where iin <= lpad(${String(clientsWithOpen)}, 12, '0')`
  const open = sql`status in (${sql.join(openStatuses)})`
  await sql`update appeal set status = ${transitions.execute.to} where ${open} and person_id not in (${iins})`.execute(
    owner,
  )
  await sql`update prepared_letter set text = text || ' жертөледегі құбыр' where appeal_id in (
    select id from appeal where ${open} order by number limit 12)`.execute(owner)
  const before = performance.now()
  await keepSearch(context, 'lacking')
  const ms = performance.now() - before
  await sql`vacuum analyze`.execute(owner)
  return ms
}

interface Asked {
  /** Asks once as a page does, then by the bare query. */
  ask(query: string): Promise<void>
  /** p99 of the server's own time (request in to answer out) and of the bare query. */
  close(): Promise<Times>
}

/** Seven people more with the right to look at everything; answers all ids. */
async function alike(owner: Stage['owner'], staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into staff (id, login, surname, given_name, password_hash, totp_secret, language, active, created_at)
    select gen_random_uuid(), login || n, surname, given_name, password_hash, totp_secret, language, active, created_at
    from staff, generate_series(1, 7) n where id = ${staffId} returning id`.execute(owner)
  const ids = rows.map(({ id }) => id)
  for (const id of ids) {
    await recordRole(owner, { staffId: id, role: 'auditor', change: 'granted' }, null, Date.now())
  }
  return [staffId, ...ids]
}

async function open({ context, owner, served, origin, appUrl }: Stage): Promise<Asked> {
  const { id: staffId } = await owner.selectFrom('staff').select('id').executeTakeFirstOrThrow()
  await recordRole(owner, { staffId, role: 'auditor', change: 'granted' }, null, context.now())
  // By turns as several people: one alone would be told to ask more slowly, on a machine that is quick.
  const tokens: string[] = []
  for (const id of await alike(owner, staffId)) {
    tokens.push(await openSession(context.db, { staffId: id }, context.now(), 720))
  }
  const client = new pg.Client({ connectionString: appUrl })
  // Where the stage ends before it, the reason is told by what ended it.
  client.on('error', () => {})
  await client.connect()
  const bare: number[] = []
  const caught = new Map<string, readonly CompiledQuery[]>()
  for (const query of queries) caught.set(query, await pageQueries(appUrl, staffId, query))
  served.length = 0
  let asks = 0
  const ask = async (query: string): Promise<void> => {
    asks += 1
    const url = `${origin}/api/office/queue?q=${encodeURIComponent(query)}`
    // From many addresses: one alone would be told to ask more slowly.
    const from = `10.0.${Math.floor(asks / 50) % 250}.1`
    const answer = await fetch(url, {
      headers: { cookie: `otinish_session=${tokens[asks % tokens.length]}`, 'x-forwarded-for': from },
    })
    if (answer.status !== 200) throw new Error(`the queue answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    const before = performance.now()
    for (const { sql: text, parameters } of caught.get(query) ?? []) await client.query(text, [...parameters])
    bare.push(performance.now() - before)
  }
  const skipped = warmUp * queries.length
  const close = async (): Promise<Times> => {
    await client.end()
    return { server: quantile(served.slice(skipped), 0.99), bare: quantile(bare.slice(skipped), 0.99) }
  }
  return { ask, close }
}

/** The SQL that the page sends, caught on its way. */
async function pageQueries(
  appUrl: string,
  staffId: string,
  search: string,
): Promise<readonly CompiledQuery[]> {
  const caught: CompiledQuery[] = []
  const pool = connectPool(appUrl, { max: 1 })
  const listening = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      caught.push(event.query)
    },
  })
  const roles = ['auditor'] as const
  const asker = { kind: 'staff', id: staffId, sessionId: '', roles, language: 'kk', duty } as const
  const asked = QueueAsked.parse({ q: search })
  const today = plainDate('2026-01-30')
  const filter = {
    asker,
    asked,
    act: 'list',
    days: null,
    today,
    searched: partsSearchedBy(roles, 'list'),
    desk: null,
    sort: asked.sort,
    order: asked.order,
    language: 'kk',
  } as const
  const { ids } = await findQueueIds(listening, filter, { skip: 0, most: 25 })
  await findQueueItems(listening, { asker, act: 'list', today }, ids)
  await snippetsOf(listening, ids, search)
  await listening.destroy()
  return caught
}
