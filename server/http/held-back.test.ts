import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeStaff } from '../../test/office.ts'
import { sessionOf, type TestStaff } from '../../test/people.ts'
import { createWorld, type World } from '../../test/world.ts'
import { changeRole } from '../person/change-role.ts'
import { endSessionsOf } from '../person/session-store.ts'
import { setStaffActive } from '../person/staff-access.ts'
import { lockOffice } from '../unit/unit-store.ts'

// What somebody was at the door they need not be any more when the rest of the body has come, or a lock was waited for.
let world: World
beforeAll(async () => {
  world = await createWorld({ now: '2026-01-12T05:00:00Z' })
})
afterAll(() => world.close())

let made = 0
let who: TestStaff
beforeEach(async () => {
  made += 1
  who = await makeStaff(world, `admin-${made}`, 'Әкімші Екінші', ['administrator', 'executor'], ['office'])
})

const newcomer = () => ({
  login: `newcomer-${made}`,
  family: 'Жаңа',
  given: 'Адам',
  patronymic: '',
  roles: ['administrator'],
  extension: '',
  password: 'ұзақ құпиясөз 2026',
  unitIds: [],
  language: 'kk',
})
const hasCome = async () =>
  (await world.context.db.selectFrom('staff').where('login', '=', `newcomer-${made}`).execute()).length > 0

async function untilSeen(): Promise<void> {
  const seen = () =>
    world.context.db
      .selectFrom('session')
      .where('staff_id', '=', who.id)
      .where('last_seen_at', '=', new Date(world.context.now()))
      .execute()
  await until(async () => (await seen()).length > 0)
}

async function until(happens: () => Promise<boolean>): Promise<void> {
  const latest = Date.now() + 60_000
  while (!(await happens())) {
    if (Date.now() > latest) throw new Error('it has not happened')
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Begins to ask, all of the body but its last byte; what it answers sends that too, and tells the status. */
function begin(
  request: `${'POST' | 'PUT'} /${string}`,
  body: unknown,
  session: string,
): () => Promise<number> {
  const { hostname, port } = new URL(world.origin)
  const bytes = Buffer.from(JSON.stringify(body))
  const head = [
    `${request} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Origin: ${world.origin}`,
    `Cookie: otinish_session=${session}`,
    'Idempotency-Key: 12345678-held-back',
    'Content-Type: application/json',
    `Content-Length: ${bytes.length}`,
    'Connection: close',
  ].join('\r\n')
  const socket = connect(Number(port), hostname)
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  socket.write(`${head}\r\n\r\n`)
  socket.write(bytes.subarray(0, -1))
  return async () => {
    socket.write(bytes.subarray(-1))
    return Number((await answer).split(' ')[1])
  }
}

/** Asks with the last byte of the body held back until something has happened; answers the status. */
async function heldBack(
  request: `${'POST' | 'PUT'} /${string}`,
  body: unknown,
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  const session = await sessionOf(world.context, who)
  // Being here is written down once the session is half a minute old: so it is seen that they were let in.
  world.setNow(new Date(world.context.now() + 30_000).toISOString())
  const end = begin(request, body, session)
  await untilSeen()
  await meanwhile()
  return await end()
}

const disabled = () => setStaffActive(world.context, who.login, false)
const signedOut = () => endSessionsOf(world.context.db, { kind: 'staff', id: who.id }, world.context.now())
const withoutRole = () => changeRole(world.context, null, who.id, 'administrator', 'withdrawn')

describe('a body that is held back', () => {
  test('is taken from who may still send it', async () => {
    expect(await heldBack('POST /api/office/people', newcomer(), async () => {})).toBe(200)
    expect(await hasCome()).toBe(true)
  })
  test.each([
    ['disabled', disabled, 401],
    ['signed out', signedOut, 401],
    ['no administrator any more', withoutRole, 403],
  ] as const)('does nothing for who is %s meanwhile', async (_, meanwhile, status) => {
    expect(await heldBack('POST /api/office/people', newcomer(), meanwhile)).toBe(status)
    expect(await hasCome()).toBe(false)
  })
  test('changes no row of the own settings either', async () => {
    expect(
      await heldBack('PUT /api/office/queue/preference', { columns: null, dense: false }, signedOut),
    ).toBe(401)
  })
})

test('many that end together leave connections to the database to others', async () => {
  const { db } = world.context
  const session = await sessionOf(world.context, who)
  const own = { columns: null, dense: false }
  const ends = Array.from({ length: 30 }, () => begin('PUT /api/office/queue/preference', own, session))
  // One after another, each later than those: they have been let in meanwhile.
  const browser = await world.as(who)
  for (let n = 0; n < 20; n += 1) expect((await browser.ask('GET /api/session')).status).toBe(200)
  const { all } = await db.transaction().execute(async (trx) => {
    await sql`lock table session in access exclusive mode`.execute(trx)
    const all = Promise.all(ends.map((end) => end()))
    const waiting = async () => {
      // Else a transaction sees for ever what it saw first.
      await sql`select pg_stat_clear_snapshot()`.execute(trx)
      const { rows } = await sql`select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(trx)
      return rows.length
    }
    // Sessions are looked up together, so fewer wait than come.
    await until(async () => (await waiting()) >= 1)
    for (let n = 0; n < 50; n += 1) expect(await waiting()).toBeLessThanOrEqual(8)
    return { all }
  })
  expect(new Set(await all)).toEqual(new Set([200]))
})

describe('a press that waits while the office is held', () => {
  /** Presses, and once it waits for the office something happens in the transaction that it waits for. */
  async function waiting(
    press: () => Promise<{ status: number }>,
    meanwhile: (trx: World['context']['db']) => Promise<unknown>,
  ): Promise<number> {
    const { db } = world.context
    const { answer } = await db.transaction().execute(async (trx) => {
      await lockOffice(trx)
      const answer = press()
      const waits = () =>
        sql`select 1 from pg_locks where not granted and locktype = 'advisory'
          and database = (select oid from pg_database where datname = current_database())`.execute(db)
      await until(async () => (await waits()).rows.length > 0)
      await meanwhile(trx)
      return { answer }
    })
    return (await answer).status
  }
  const inside = (trx: World['context']['db']) => ({ ...world.context, db: trx })
  const off = (trx: World['context']['db']) => setStaffActive(inside(trx), who.login, false)
  const left = (trx: World['context']['db']) =>
    changeRole(inside(trx), null, who.id, 'administrator', 'withdrawn')

  test.each([
    ['disabled', off, 401],
    ['no administrator any more', left, 403],
  ] as const)('enters nobody for who is %s', async (_, meanwhile, status) => {
    const browser = await world.as(who)
    const press = () => browser.ask('POST /api/office/people', { body: newcomer() })
    expect(await waiting(press, meanwhile)).toBe(status)
    expect(await hasCome()).toBe(false)
  })
  test('opens no unit, resets no password and keeps no view', async () => {
    const other = await makeStaff(world, `other-${made}`, 'Басқа Адам', ['executor'], ['office'])
    const name = { kk: 'Жаңа бөлім', ru: 'Новый отдел', en: 'New unit' }
    const presses = [
      ['POST /api/office/units', { code: `new-${made}`, name, parentId: null }],
      [`POST /api/office/people/${other.id}/password`, {}],
      ['POST /api/office/queue/views', { name: 'Менікі', query: '' }],
    ] as const
    for (const [request, body] of presses) {
      await setStaffActive(world.context, who.login, true)
      const browser = await world.as(who)
      expect(await waiting(() => browser.ask(request, { body }), off), request).toBe(401)
    }
  })
})
