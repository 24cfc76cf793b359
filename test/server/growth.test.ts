import type { AddressInfo } from 'node:net'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addClients } from '../../bin/bench/add-clients.ts'
import { addWaiting } from '../../bin/bench/registration.ts'
import { connect, connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { sentInShort } from '../../server/appeal/appeal-store.ts'
import { countBook, extentOf, numbersOfPage } from '../../server/book/book-store.ts'
import type { Context } from '../../server/context.ts'
import { listDays } from '../../server/mailbox/list-columns.ts'
import { countQueue, queueFilter } from '../../server/office/queue-store.ts'
import { findSecurityEvents } from '../../server/person/security-event-store.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { buildApp } from '../../server/process/app.ts'
import { sweep } from '../../server/process/sweep.ts'
import { registerDue } from '../../server/registry/register.ts'
import { dueRegistrations } from '../../server/registry/registry-store.ts'
import { forgetSettings } from '../../server/setting/setting-store.ts'
import { nowIn } from '../../server/sight/folded-store.ts'
import type { PreparedLetter } from '../../wire/appeal.ts'
import { QueueAsked } from '../../wire/queue.ts'
import { attach } from '../attach.ts'
import { sessionOf, type TestPerson } from '../people.ts'
import { png } from '../sample-files.ts'
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
  await keepPlans()
  counted = await countedServer()
})
afterAll(async () => {
  await counted.close()
  await owner.destroy()
  await world.close()
})

/** Plans follow statistics: nobody renews those in the middle of the counting. */
async function keepPlans(): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(
    owner,
  )
  for (const { name } of rows) {
    await sql`alter table ${sql.table(name)} set (autovacuum_enabled = false)`.execute(owner)
  }
  await sql`vacuum analyze`.execute(owner)
}

interface Counted {
  readonly context: Context
  readonly browser: TestBrowser
  readonly office: TestBrowser
  close(): Promise<void>
}

/** The world's server once more, on one connection, which reads nothing whole where there is another way. */
async function countedServer(): Promise<Counted> {
  const db = connect(seqscanOff(), { max: 1 })
  const context: Context = { ...world.context, db }
  const app = await buildApp(context)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const as = async (person: TestPerson) =>
    new TestBrowser(origin, { otinish_session: await sessionOf(world.context, person) })
  const close = async () => {
    await app.close()
    await db.destroy()
  }
  const [browser, office] = [await as(world.people.aigerim), await as(world.people.executor)]
  return { context, browser, office, close }
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
  // Kept for some seconds otherwise: which act reads them would be chance.
  forgetSettings(counted.context.db)
  const before = await readSoFar()
  await act()
  const after = await readSoFar()
  return Object.fromEntries(
    Object.entries(after).map(([table, read]) => [table, read - (before[table] ?? 0)]),
  )
}

/** The whole way of one letter, and what is done each minute: rows read by each act, by table. */
async function acts(): Promise<Record<string, Rows>> {
  const { browser, office, context } = counted
  const read: Record<string, Rows> = {}
  const count = async <Body = unknown>(
    act: string,
    ...asked: Parameters<TestBrowser['ask']>
  ): Promise<Body> => {
    let body: unknown
    read[act] = await readBy(async () => {
      const answer = await browser.ask(...asked)
      expect(answer.status, act).toBe(200)
      body = answer.body
    })
    return body as Body
  }
  const draft = await freeDraft(browser, world.contracts.rent)
  const path = `/api/drafts/${draft.id}` as const
  await browser.ask(`POST ${path}/letter`)
  const answers = { text: 'Төлемім кабинетте әлі көрінбейді, тексеріңіз.' }
  await count('save', `PATCH ${path}`, { version: draft.version, body: { answers } })
  await count('prepare again', `POST ${path}/letter`)
  await count('read', `GET ${path}`)
  await count('list drafts', 'GET /api/drafts')
  const other = await freeDraft(browser, world.contracts.rent)
  const { letterId } = await letterOf(browser, other.id)
  await count('open a code', `POST /api/drafts/${other.id}/egov-mobile-signing`, { body: { letterId } })
  const file = { document: 'other', name: 'surat.png', bytes: png }
  read.attach = await readBy(async () => expect((await attach(browser, other.id, file)).status).toBe(200))
  await count('discard', `DELETE /api/drafts/${other.id}`)
  const body = await signDraft(world, browser, draft.id, key)
  await count('send', `POST ${path}/signature`, { body })
  read.register = await readBy(async () => expect(await registerDue(context)).toBe(1))
  await count('open an appeal', `GET /api/appeals/${draft.id}`)
  await count('incoming', 'GET /api/incoming')
  await count('notices', 'GET /api/notices')
  await count('profile', 'GET /api/profile')
  read['open in the office'] = await readBy(() => office.ask(`GET /api/office/appeals/${draft.id}`))
  read['take into work'] = await readBy(async () => {
    expect((await office.ask(`POST /api/office/appeals/${draft.id}/take-into-work`)).status).toBe(200)
  })
  read.sweep = await readBy(() => sweep(context))
  return read
}

async function letterOf(browser: TestBrowser, draftId: string): Promise<PreparedLetter> {
  return (await browser.ask<PreparedLetter>(`POST /api/drafts/${draftId}/letter`)).body
}

/** A row a month, unit, executor and type, however many clients there are; PostgreSQL reads through a small table. */
const boundedTables = ['sight_count', 'sight_days']

/** Tables of which more than half as much again was read; a few rows more or less are chance. */
function grown(before: Rows, after: Rows): string[] {
  return Object.entries(after).flatMap(([table, read]) => {
    if (boundedTables.includes(table)) return []
    const then = before[table] ?? 0
    return read > then * 1.5 + 30 ? [`${table}: ${then} → ${read}`] : []
  })
}

test('a letter costs the same in a small company and in one of twelve times as many clients', {
  timeout: 180_000,
}, async () => {
  await addClients(owner, 1, 5)
  await acts()
  const small = await acts()
  await addClients(owner, 6, 60)
  // What was put in by hand is added up into the figures once.
  await sweep(counted.context)
  const large = await acts()
  const more = Object.entries(large).map(([act, rows]) => [act, grown(small[act] ?? {}, rows)])
  expect(Object.fromEntries(more)).toEqual(Object.fromEntries(Object.keys(large).map((act) => [act, []])))
})

test('registration at opening reads as much for each appeal, however many wait', async () => {
  const rowsFor = async (count: number, night: number) => {
    await addWaiting(owner, count, night)
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

test('the references of a draft are found by the index of what was sent for a party', async () => {
  const today = plainDate('2026-06-10')
  const plan = await planOf((db) => sentInShort(db, world.people.aigerim.id, today))
  expect(plan.whole).toEqual([])
  expect(plan.indexes).toContain('appeal_party_sent')
  expect(plan.blocks).toBeLessThan(150)
})

test('what waits for the opening is found by the acts that are due, not by walking the coupons', async () => {
  await addWaiting(owner, 20, 3)
  const plan = await planOf((db) => dueRegistrations(db, world.context.now()))
  expect(plan.whole).toEqual([])
  expect(plan.indexes).toContain('coupon_pkey')
  expect(plan.indexes).not.toContain('coupon_year_number_key')
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

test('a page of a register book reads its own lines, wherever in the year it is', async () => {
  const { db } = counted.context
  const all = { book: 'incoming', year: 2026, month: null, mark: null, asker: null } as const
  const { last } = await extentOf(db, all)
  expect(last).toBeGreaterThan(1000)
  await owner.updateTable('appeal').set({ status: transitions.return.to }).where('number', '=', 7).execute()
  const middle = Math.floor(last / 2)
  const pages = {
    first: [all, { from: 1, to: null }],
    middle: [all, { from: middle, to: null }],
    back: [all, { from: null, to: middle }],
    last: [all, { from: null, to: null }],
    struck: [
      { ...all, mark: 'struck' },
      { from: null, to: null },
    ],
    corrected: [
      { ...all, mark: 'corrected' },
      { from: null, to: null },
    ],
  } as const
  const most: Record<string, number> = {}
  for (const [name, [filter, place]] of Object.entries(pages)) {
    const { registration = 0, appeal = 0 } = await readBy(() => numbersOfPage(db, filter, place, 25))
    most[name] = registration + appeal
  }
  // Lines of the page and one beyond, in the index and in the table.
  expect(Object.entries(most).filter(([, rows]) => rows > 80)).toEqual([])
})

test('the rows of a head in a register book are counted among the appeals of their units', async () => {
  const { db, now } = world.context
  await sql`vacuum analyze appeal`.execute(owner)
  const asker = await staffAsker(db, world.people.head.id, now())
  if (asker === null) throw new Error('the head is of the staff')
  const filter = { book: 'incoming', year: 2026, month: null, mark: null, asker } as const
  const plan = await planOf((listening) => countBook(listening, filter))
  expect(plan.indexes).toContain('appeal_unit')
  expect(plan.whole).not.toContain('appeal')
})

test('what is open in the units of a head is counted in its index alone', async () => {
  const { db, now } = world.context
  await sql`vacuum analyze appeal`.execute(owner)
  const asker = await staffAsker(db, world.people.head.id, now())
  if (asker === null) throw new Error('the head is of the staff')
  const days = await listDays(world.context)
  const asked = { asker, place: {}, days, beside: async () => null }
  const plan = await planOf((listening) => nowIn(listening, asked))
  expect(plan.indexes).toContain('appeal_open_work')
  expect(plan.whole).not.toContain('appeal')
})

test('what came back is asked of the events of each appeal, not of all that happened in the company', async () => {
  const { db, now } = world.context
  await sql`vacuum analyze event`.execute(owner)
  const asker = await staffAsker(db, world.people.head.id, now())
  if (asker === null) throw new Error('the head is of the staff')
  const filter = queueFilter(asker, QueueAsked.parse({ back: 'yes' }), await listDays(world.context))
  const plan = await planOf((listening) => countQueue(listening, filter))
  expect(plan.indexes).not.toContain('event_recorded')
  expect(plan.whole).not.toContain('event')
})

test('the security log of one person is found by who did it and whose account it is, not looked through', async () => {
  const { executor, auditor } = world.people
  await sql`insert into security_event (at, code, outcome, by_id, whom_id, about, counted)
    select now(), 'signedIn', 'done', ${auditor.id}::uuid, ${auditor.id}::uuid, '{}', 'a' from generate_series(1, 5000)`.execute(
    owner,
  )
  await sql`insert into security_event (at, code, outcome, by_id, whom_id, about, counted)
    values (now(), 'keyChanged', 'done', ${executor.id}::uuid, ${auditor.id}::uuid, '{}', 'a')`.execute(owner)
  await sql`vacuum analyze security_event`.execute(owner)
  const asked = { codes: ['signedIn', 'keyChanged'] as const, person: executor.id }
  const plan = await planOf((db) => findSecurityEvents(db, asked, 51))
  expect(plan.whole).toEqual([])
  expect([...plan.indexes].sort()).toEqual(['security_event_by', 'security_event_whom'])
  expect(plan.blocks).toBeLessThan(50)
  expect((await findSecurityEvents(owner, asked, 51)).map(({ code }) => code)).toContain('keyChanged')
})
