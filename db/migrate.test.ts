import { EventEmitter, once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { connect, connectPool } from './connect.ts'
import { migrate } from './migrate.ts'
import { projectRoot } from './project-root.ts'

const now = new Date('2026-03-20T10:00:00Z')
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

describe('migrating', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'otinish-migrations-'))
    cpSync(join(projectRoot(), 'db/migrations'), join(folder, 'migrations'), { recursive: true })
    cpSync(join(projectRoot(), 'db/roles.sql'), join(folder, 'roles.sql'))
    return () => rmSync(folder, { recursive: true, force: true })
  })
  const put = (name: string, text: string) => writeFileSync(join(folder, 'migrations', name), text)

  test('a second time does nothing', async () => {
    expect(await migrate({ ownerUrl: database.ownerUrl, now })).toEqual([])
  })

  test('two at once apply a step once', async () => {
    put('9001-both.sql', 'create table both_ (id int primary key);')
    const [a, b] = await Promise.all([0, 1].map(() => migrate({ ownerUrl: database.ownerUrl, now, folder })))
    expect([...(a ?? []), ...(b ?? [])]).toEqual(['9001-both.sql'])
  })

  test('a step that fails leaves nothing of itself behind and is named', async () => {
    put('9001-both.sql', 'create table both_ (id int primary key);')
    put('9002-half.sql', 'create table half (id int); select 1 / 0;')
    await expect(migrate({ ownerUrl: database.ownerUrl, now, folder })).rejects.toThrow('9002-half.sql')
    const pool = connectPool(database.ownerUrl)
    const { rows } = await pool.query("select to_regclass('half') as half")
    await pool.end()
    expect(rows).toEqual([{ half: null }])
  })

  test('a changed, an unknown and a late migration are refused in words', async () => {
    await expect(migrate({ ownerUrl: database.ownerUrl, now })).rejects.toThrow('made_by_newer')
    put('9001-both.sql', 'create table both_ (id int primary key, more int);')
    await expect(migrate({ ownerUrl: database.ownerUrl, now, folder })).rejects.toThrow('changed: ')
    put('9001-both.sql', 'create table both_ (id int primary key);')
    put('9000-late.sql', 'select 1;')
    await expect(migrate({ ownerUrl: database.ownerUrl, now, folder })).rejects.toThrow('too_late')
  })

  test('each has a number of its own: of two with one, who came later might be late', () => {
    const all = readdirSync(join(projectRoot(), 'db', 'migrations')).map((name) => name.slice(0, 4))
    // Some of before share one, and applied migrations keep their names.
    const numbers = all.filter((number) => number > '0069')
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([])
  })

  test('line ends turned round by git change no digest', async () => {
    put('9001-both.sql', 'create table both_ (id int primary key);')
    const first = '0001-people-and-contracts.sql'
    const text = readFileSync(join(folder, 'migrations', first), 'utf8')
    put(first, text.replaceAll('\n', '\r\n'))
    expect(await migrate({ ownerUrl: database.ownerUrl, now, folder })).toEqual([])
  })
})

describe('the serving role', () => {
  test('is not the owner, and can neither change history nor the list of migrations', async () => {
    const pool = connectPool(database.appUrl)
    const denied = async (statement: string) =>
      expect(pool.query(statement), statement).rejects.toThrow(/permission denied|must be owner/)
    await denied('update event set actor = actor')
    await denied('delete from event')
    await denied('truncate event')
    await denied('drop table event')
    await denied('alter table event disable trigger all')
    await denied("update migration set sha256 = ''")
    await denied('create table of_my_own (id int)')
    await pool.end()
  })

  test('enqueues a job inside its transaction, and runs it', async () => {
    const db = connect(database.appUrl)
    const ran: unknown[] = []
    const enqueue = (payload: string) =>
      sql`select graphile_worker.add_job('greet', ${JSON.stringify({ payload })}::json)`
    await db
      .transaction()
      .execute(async (tx) => {
        await enqueue('rolled back').execute(tx)
        throw new Error('no')
      })
      .catch(() => {})
    await db.transaction().execute((tx) => enqueue('kept').execute(tx))
    const pool = connectPool(database.appUrl)
    const events: WorkerEvents = new EventEmitter()
    const succeeded = once(events, 'job:complete')
    const runner = await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
      events,
      taskList: {
        greet: (payload) => {
          ran.push(payload)
        },
      },
    })
    await succeeded
    await runner.stop()
    expect(ran).toEqual([{ payload: 'kept' }])
    await pool.end()
    await db.destroy()
  })
})

test('values come as the row types say', async () => {
  const pool = connectPool(database.appUrl)
  const { rows } =
    await pool.query(`select date '2026-03-20' as date, 7::int8 as int8, 1.50::numeric as numeric,
    array[date '2026-03-20', null] as dates, array[1, 2]::int8[] as int8s,
    timestamptz '2026-03-20T10:00:00Z' as instant, '{"a":[1]}'::jsonb as json`)
  expect(rows).toEqual([
    {
      date: '2026-03-20',
      int8: 7,
      numeric: '1.50',
      dates: ['2026-03-20', null],
      int8s: [1, 2],
      instant: new Date('2026-03-20T10:00:00Z'),
      json: { a: [1] },
    },
  ])
  await expect(pool.query('select 9007199254740993::int8')).rejects.toThrow('does not fit')
  await pool.end()
})
