import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import {
  actions,
  firstStatus,
  openStatuses,
  type Status,
  sentStatuses,
  statuses,
  termStatuses,
  transitions,
  unnumberedStatuses,
  unsentStatuses,
} from '../../domain/appeal/status.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

// Migrations spell statuses, since they never change. What they say is asked of the database itself, status by status.
let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** The statuses for which this SQL over a row of `appeal` is true; `filled` are columns that are not null. */
async function trueFor(condition: string, filled: object = {}): Promise<Status[]> {
  const { rows } = await owner.query<{ status: Status }>(
    `select appeal.status from unnest($1::text[]) with ordinality as one (name, place),
       jsonb_populate_record(null::appeal, $2::jsonb || jsonb_build_object('status', one.name)) as appeal
     where ${condition} order by one.place`,
    [statuses, JSON.stringify(filled)],
  )
  return rows.map(({ status }) => status)
}

/** What an appeal can be with and without a number, walking every way through the table. */
function walked(): { status: Status; numbered: boolean }[] {
  const seen = new Map<string, { status: Status; numbered: boolean }>()
  const walk = (status: Status, numbered: boolean) => {
    if (seen.has(`${status} ${numbered}`)) return
    seen.set(`${status} ${numbered}`, { status, numbered })
    for (const act of actions.filter((one) => transitions[one].from.includes(status))) {
      walk(transitions[act].to, numbered || act === 'register')
    }
  }
  walk(firstStatus, false)
  return [...seen.values()]
}
const inOrder = (some: readonly Status[]) => statuses.filter((status) => some.includes(status))

test('an appeal may have every status of the table, sent only after sending, unnumbered only where no number is given', async () => {
  const { rows } = await owner.query<{ condition: string }>(
    `select pg_get_expr(conbin, conrelid) as condition from pg_constraint
     where conrelid = 'appeal'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\\mstatus\\M'`,
  )
  const allowed = rows.map(({ condition }) => `(${condition})`).join(' and ')
  const number = { number: 7 }
  const sent = { sent_at: '2026-01-12T05:30:00Z' }
  const without = walked().flatMap(({ status, numbered }) => (numbered ? [] : [status]))
  expect(await trueFor(allowed, { ...number, ...sent })).toEqual(sentStatuses)
  expect(await trueFor(allowed)).toEqual(unsentStatuses)
  expect(await trueFor(allowed, sent)).toEqual(inOrder(without.filter((one) => one !== firstStatus)))
})

/** Which set each partial index over statuses holds; undefined where it is none of the table's. */
async function setsOfIndexes(): Promise<Record<string, string | undefined>> {
  const { rows } = await owner.query<{ name: string; condition: string }>(
    `select indexrelid::regclass::text as name, pg_get_expr(indpred, indrelid) as condition from pg_index
     where indrelid = 'appeal'::regclass and pg_get_expr(indpred, indrelid) ~ '\\mstatus\\M'`,
  )
  const sets = { unsentStatuses, sentStatuses, openStatuses, unnumberedStatuses, termStatuses }
  const held: Record<string, string | undefined> = {}
  for (const { name, condition } of rows) {
    const unit = { unit_id: '00000000-0000-4000-8000-000000000000' }
    const among = String(await trueFor(condition, unit))
    held[name] = Object.entries(sets).find(([, set]) => String(inOrder(set)) === among)?.[0]
  }
  return held
}

test('every partial index over statuses holds one of the table’s sets', async () => {
  const held = await setsOfIndexes()
  expect(Object.keys(held).filter((name) => held[name] === undefined)).toEqual([])
  expect(held).toMatchObject({
    appeal_party_sent: 'sentStatuses',
    appeal_person_sent: 'sentStatuses',
    appeal_person_draft: 'unsentStatuses',
    appeal_open_due: 'openStatuses',
    appeal_open_work: 'openStatuses',
    appeal_registers_at: 'unnumberedStatuses',
  })
})

test('an index over a set of its own would be seen', async () => {
  await owner.query("create index planted on appeal (due_date) where status in ('sent', 'executed')")
  expect(await setsOfIndexes()).toHaveProperty('planted', undefined)
  await owner.query('drop index planted')
})

test('the term runs exactly where an appeal is open and always has its number', () => {
  const numberless = new Set(walked().flatMap(({ status, numbered }) => (numbered ? [] : [status])))
  expect(termStatuses).toEqual(openStatuses.filter((status) => !numberless.has(status)))
  expect(walked().map(({ status }) => status)).toEqual(expect.arrayContaining([...statuses]))
})

test('a set that is given as parameters still reaches its partial index', async () => {
  const app = connect(database.appUrl)
  const plans = await app.connection().execute(async (db) => {
    await sql`set enable_seqscan = off`.execute(db)
    const person = '00000000-0000-4000-8000-000000000000'
    const appeals = db.selectFrom('appeal').select('id')
    const queries = [
      appeals.where('status', 'in', sentStatuses).where('person_id', '=', person).orderBy('sent_at', 'desc'),
      appeals.where('status', 'in', unsentStatuses).where('person_id', '=', person).orderBy('created_at'),
      appeals.where('status', 'in', openStatuses).orderBy('due_date'),
      appeals.where('status', 'in', unnumberedStatuses).where('registers_at', '<', new Date(0)),
      appeals.where('status', 'in', termStatuses).where('due_date', 'is', null),
    ]
    return await Promise.all(queries.map(async (query) => JSON.stringify(await query.explain())))
  })
  await app.destroy()
  const used = plans.map((plan) => /using (\w+)|Bitmap Index Scan on (\w+)/.exec(plan)?.slice(1).join(''))
  const held = await setsOfIndexes()
  expect(used.map((index) => held[index ?? ''])).toEqual([
    'sentStatuses',
    'unsentStatuses',
    'openStatuses',
    'unnumberedStatuses',
    'openStatuses',
  ])
})
