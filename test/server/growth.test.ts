import type { AddressInfo } from 'node:net'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addClients } from '../../bin/bench/add-clients.ts'
import { addWaiting } from '../../bin/bench/registration.ts'
import { connect, connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { sentInShort } from '../../server/appeal/appeal-store.ts'
import type { Context } from '../../server/context.ts'
import { buildApp } from '../../server/http/app.ts'
import { registerDue } from '../../server/registry/register.ts'
import { dueRegistrations } from '../../server/registry/registry-store.ts'
import { sweep } from '../../server/registry/sweep.ts'
import { sessionOf } from '../people.ts'
import { createSignedWorld, freeDraft, issueKey, type SignedWorld, signDraft } from '../signed-world.ts'
import { TestBrowser } from '../test-browser.ts'

// What one client does must cost the same however many others there are: counted in rows that PostgreSQL reads for it,
// those that it looks through to delete included. A company of some hundred appeals is small enough to be read whole,
// so that is forbidden here: what has no index is read whole all the same, and is seen when the company grows.
let world: SignedWorld
let key: OpenedKeyFile
let owner: Kysely<Tables>
let counted: Counted
beforeAll(async () => {
  world = await createSignedWorld('2026-06-10T05:00:00Z')
  key = await issueKey(world.authority)
  owner = connect(world.database.ownerUrl)
  counted = await countedServer()
})
afterAll(async () => {
  await counted.close()
  await owner.destroy()
  await world.close()
})

interface Counted {
  readonly context: Context
  readonly browser: TestBrowser
  close(): Promise<void>
}

/** The world's server once more, on one connection, which reads nothing whole where there is another way. */
async function countedServer(): Promise<Counted> {
  const db = connect(seqscanOff(), { max: 1 })
  const context: Context = { ...world.context, db }
  const app = await buildApp(context)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const session = await sessionOf(world.context, world.people.aigerim)
  const close = async () => {
    await app.close()
    await db.destroy()
  }
  return { context, browser: new TestBrowser(origin, { otinish_session: session }), close }
}

/** The serving role's address, for connections that read no table whole where there is another way. */
const seqscanOff = () => `${world.database.appUrl}?options=${encodeURIComponent('-c enable_seqscan=off')}`

type Rows = Readonly<Record<string, number>>

/** Rows and index entries read so far, by table. */
async function readSoFar(): Promise<Rows> {
  await sql`select pg_stat_force_next_flush()`.execute(counted.context.db)
  const { rows } = await sql<{ name: string; read: number }>`
    select relname as name, (seq_tup_read + coalesce(sum(idx_tup_read), 0))::int as read
    from pg_stat_user_tables left join pg_stat_user_indexes using (relid, relname) where pg_stat_user_tables.schemaname = 'public'
    group by relid, relname, seq_tup_read`.execute(counted.context.db)
  return Object.fromEntries(rows.map(({ name, read }) => [name, read]))
}

/** Rows that an act reads, by table. */
async function readBy(act: () => Promise<unknown>): Promise<Rows> {
  const before = await readSoFar()
  await act()
  const after = await readSoFar()
  return Object.fromEntries(
    Object.entries(after).map(([table, read]) => [table, read - (before[table] ?? 0)]),
  )
}

/** The whole way of one letter, and what is done each minute: rows read by each act, by table. */
async function acts(): Promise<Record<string, Rows>> {
  const { browser, context } = counted
  const read: Record<string, Rows> = {}
  const draft = await freeDraft(browser, world.contracts.rent)
  const path = `/api/drafts/${draft.id}` as const
  const change = (text: string, version: number) =>
    browser.ask<{ version: number }>(`PATCH ${path}`, { version, body: { answers: { text } } })
  const prepare = async () => expect((await browser.ask(`POST ${path}/letter`)).status).toBe(200)
  await prepare()
  let { version } = draft
  read.save = await readBy(async () => {
    version = (await change('Төлемім кабинетте әлі көрінбейді, тексеріңіз.', version)).body.version
  })
  read['prepare again'] = await readBy(prepare)
  read.read = await readBy(() => browser.ask(`GET ${path}`))
  read.list = await readBy(() => browser.ask('GET /api/drafts'))
  const other = await freeDraft(browser, world.contracts.rent)
  await browser.ask(`POST /api/drafts/${other.id}/letter`)
  read.discard = await readBy(async () => {
    expect((await browser.ask(`DELETE /api/drafts/${other.id}`)).status).toBe(200)
  })
  const body = await signDraft(world, browser, draft.id, key)
  read.send = await readBy(async () => {
    expect((await browser.ask(`POST ${path}/signature`, { body })).status).toBe(200)
  })
  read.register = await readBy(async () => expect(await registerDue(context)).toBe(1))
  read.sweep = await readBy(() => sweep(context))
  return read
}

/** Tables of which more than half as much again was read; a few rows more or less are chance. */
function grown(before: Rows, after: Rows): string[] {
  return Object.entries(after).flatMap(([table, read]) => {
    const then = before[table] ?? 0
    return read > then * 1.5 + 10 ? [`${table}: ${then} → ${read}`] : []
  })
}

test('a letter costs the same in a small company and in one of twelve times as many clients', async () => {
  await addClients(owner, 1, 5)
  await acts()
  const small = await acts()
  await addClients(owner, 6, 60)
  const large = await acts()
  const more = Object.entries(large).map(([act, rows]) => [act, grown(small[act] ?? {}, rows)])
  expect(Object.fromEntries(more)).toEqual(Object.fromEntries(Object.keys(large).map((act) => [act, []])))
})

test('registration at opening reads as much for each appeal, however many wait', async () => {
  const rowsFor = async (count: number, night: number) => {
    await addWaiting(owner, count, night)
    await sql`vacuum analyze`.execute(owner)
    const read = await readBy(async () => expect(await registerDue(counted.context)).toBe(count))
    return Object.fromEntries(Object.entries(read).map(([table, rows]) => [table, rows / count]))
  }
  expect(grown(await rowsFor(10, 1), await rowsFor(100, 2))).toEqual([])
})

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly PlanNode[]
}

/** The plan of the first query that a store sends, run on a connection that reads nothing whole where it needn't. */
async function planOf(send: (db: Kysely<Tables>) => Promise<unknown>) {
  const sent: CompiledQuery[] = []
  const listening = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: connectPool(seqscanOff(), { max: 1 }) }),
    log: ({ query }) => {
      sent.push(query)
    },
  })
  try {
    await send(listening)
    const [query] = sent
    if (query === undefined) throw new Error('no query was sent')
    const explained = CompiledQuery.raw(`explain (analyze, buffers, format json) ${query.sql}`, [
      ...query.parameters,
    ])
    const { rows } = await listening.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explained)
    const root = rows[0]?.['QUERY PLAN'][0].Plan
    if (root === undefined) throw new Error('there is no plan')
    const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)]
    return {
      whole: nodes(root).flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name']] : [])),
      indexes: nodes(root).flatMap((node) => node['Index Name'] ?? []),
      blocks: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    }
  } finally {
    await listening.destroy()
  }
}

test('the references of a draft are found by the index of what a client has sent', async () => {
  const today = plainDate('2026-06-10')
  const plan = await planOf((db) => sentInShort(db, world.people.aigerim.id, today))
  expect(plan.whole).toEqual([])
  expect(plan.indexes).toContain('appeal_person_sent')
  expect(plan.blocks).toBeLessThan(60)
})

test('what waits for the opening is found by the acts that are due, not by walking the coupons', async () => {
  await addWaiting(owner, 20, 3)
  await sql`vacuum analyze`.execute(owner)
  const plan = await planOf((db) => dueRegistrations(db, world.context.now()))
  expect(plan.whole).toEqual([])
  expect(plan.indexes).toEqual(expect.arrayContaining(['due_act_open', 'coupon_pkey']))
  expect(plan.blocks).toBeLessThan(300)
  expect(await registerDue(counted.context)).toBe(20)
})

test('what is read whole would be seen', async () => {
  const { db } = counted.context
  const { appeal } = await readBy(() => sql`select max(subject) from appeal`.execute(db))
  const { n } = await owner
    .selectFrom('appeal')
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(appeal).toBe(n)
})
