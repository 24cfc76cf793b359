import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Signer } from '../../test/signer.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import { sweepDue } from '../process/sweep.ts'

const start = '2026-01-12T05:30:00Z'
let now = Date.parse(start)
let world: World
let signer: Signer
beforeAll(async () => {
  signer = await Signer.create(start)
  world = await createWorld({ now: start, trust: signer.trust, trustProxy: { proxies: 1 } })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.logged.length = 0
  // Each code is good once.
  now += 16 * 60_000
  world.setNow(new Date(now).toISOString())
})

const chrome =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
const told = () => world.logged.filter(({ message }) => message === 'security')
const rows = () =>
  world.context.db
    .selectFrom('security_event')
    .selectAll()
    .where('at', '>=', new Date(now))
    .orderBy('seq')
    .execute()

async function byPassword(
  browser: TestBrowser,
  wrong: { login?: string; password?: string; code?: string } = {},
) {
  const { login, password, totpSecret } = world.people.executor
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: now })
  return await browser.ask('POST /api/staff-session', {
    body: { login, password, code, ...wrong },
    headers: { 'user-agent': chrome },
  })
}
async function byKey(browser: TestBrowser, iin: string) {
  const { body } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge')
  const cms = await signer.cms(iin, new Uint8Array(Buffer.from(body.content, 'base64')))
  return await browser.ask('POST /api/session', { body: { cms } })
}

describe('who comes in', () => {
  test('an accepted sign-in: who, by what, from where, by which request; a line and a row', async () => {
    expect((await byPassword(await world.as(null))).status).toBe(200)
    const [line] = told()
    expect(line).toMatchObject({
      level: 'info',
      act: 'signedIn',
      outcome: 'done',
      by: world.people.executor.id,
      from: '127.0.0.1',
      device: 'chrome windows',
      whose: 'staff',
      way: 'password',
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(await rows()).toMatchObject([
      {
        code: 'signedIn',
        outcome: 'done',
        by_id: world.people.executor.id,
        whom_id: world.people.executor.id,
        address: '127.0.0.1',
        device: 'chrome windows',
        request_id: line?.request,
        at: new Date(now),
      },
    ])
    expect((await byKey(await world.as(null), world.people.aigerim.iin)).status).toBe(200)
    expect(told().at(-1)).toMatchObject({ act: 'signedIn', whose: 'client', way: 'key' })
  })

  test('a refused one says which part was wrong, to the log alone', async () => {
    const { id } = world.people.executor
    const answers = [
      await byPassword(await world.as(null), { password: 'not this password' }),
      await byPassword(await world.as(null), { code: '000000' }),
      await byPassword(await world.as(null), { login: 'nobody-here' }),
    ]
    expect(new Set(answers.map(({ problem }) => problem.code))).toEqual(new Set(['sign_in_failed']))
    expect(told()).toMatchObject([
      { act: 'signInRefused', outcome: 'refused', by: null, wrong: 'password', staff: id },
      { act: 'signInRefused', wrong: 'code', staff: id },
      { act: 'signInRefused', wrong: 'login' },
    ])
    expect((await rows()).map(({ whom_id }) => whom_id)).toEqual([id, id, null])
  })

  test('neither password, code, token, unknown login nor a whole IIN is written down', async () => {
    const [password, login, code, iin] = [
      'Құпия сөзім осы',
      'my password in the wrong field',
      '123456',
      '770308170203',
    ] as const
    await byPassword(await world.as(null), { password, code })
    await byPassword(await world.as(null), { login })
    expect((await byKey(await world.as(null), iin)).problem.code).toBe('unknown_client')
    const browser = await world.as(null)
    await byPassword(browser)
    const everything = JSON.stringify([world.logged, await rows()])
    for (const secret of [password, login, code, iin, browser.cookies.get('otinish_session') ?? '']) {
      expect(everything).not.toContain(secret)
    }
    expect(told()).toContainEqual(expect.objectContaining({ why: 'unknown_client', iin: '7703••••0203' }))
  })

  test('leaving, and too many tries', async () => {
    const browser = await world.as(world.people.daniyar)
    await browser.ask('DELETE /api/session')
    expect(told()).toMatchObject([{ act: 'signedOut', by: world.people.daniyar.id }])
    world.logged.length = 0
    const login = world.people.head.login
    const stranger = await world.as(null)
    let code = ''
    while (code !== 'too_many_attempts') {
      code = (await byPassword(stranger, { login, code: '000000' })).problem.code
      now += code === 'wait_to_sign_in' ? 10_000 : 0
      world.setNow(new Date(now).toISOString())
    }
    expect(told().map(({ act }) => act)).toEqual([...Array(10).fill('signInRefused'), 'triesUsedUp'])
  })
})

describe('what is changed and refused', () => {
  test('a client’s contacts: which, never to what', async () => {
    const browser = await world.as(world.people.aigerim)
    const contacts = {
      address: 'Астана қ., Жаңа көшесі, 7-үй',
      phone: '+77011234567',
      email: 'a@example.com',
    }
    await browser.ask('PATCH /api/profile', { body: contacts })
    await browser.ask('PATCH /api/profile', { body: contacts })
    expect(told()).toMatchObject([
      { act: 'contactsChanged', by: world.people.aigerim.id, fields: expect.stringMatching(/phone/) },
    ])
    expect(JSON.stringify(told())).not.toMatch(/example|7011234567/)
  })

  test('a right that somebody of the staff does not have, and a page of another site', async () => {
    const executor = await world.as(world.people.executor)
    expect((await executor.ask('GET /api/office/people')).status).toBe(403)
    expect(told()).toMatchObject([
      {
        act: 'rightRefused',
        by: world.people.executor.id,
        route: 'GET /api/office/people',
        why: 'role_refused',
      },
    ])
    const other = await executor.ask('DELETE /api/session', { origin: 'https://evil.example' })
    expect(other.status).toBe(403)
    expect(told().at(-1)).toMatchObject({ act: 'rightRefused', by: null, why: 'origin_refused' })
  })

  test('own data taken away', async () => {
    await (await world.as(world.people.aigerim)).ask('GET /api/profile/data')
    expect(told()).toMatchObject([{ act: 'ownDataTaken', by: world.people.aigerim.id }])
  })
})

describe('an act and its row', () => {
  const phoneOf = async () =>
    (
      await world.context.db
        .selectFrom('person')
        .select('phone')
        .where('id', '=', world.people.aigerim.id)
        .executeTakeFirstOrThrow()
    ).phone
  const change = (browser: TestBrowser, phone: string) =>
    browser.ask('PATCH /api/profile', { body: { address: 'Астана қ., Жаңа көшесі, 8-үй', phone, email: '' } })
  /** What breaks is put right by what it answers. */
  async function broken(table: string, when: string, timing = ''): Promise<() => Promise<void>> {
    const owner = new pg.Client({ connectionString: world.database.ownerUrl })
    await owner.connect()
    await owner.query(`create function break_it() returns trigger language plpgsql as
      $$ begin raise exception 'broken on purpose'; end $$`)
    await owner.query(
      `create ${timing} trigger broken ${when} on ${table} ${
        timing === '' ? '' : 'deferrable initially deferred'
      } for each row execute function break_it()`,
    )
    return async () => {
      await owner.query(`drop trigger broken on ${table}; drop function break_it()`)
      await owner.end()
    }
  }

  test('an act whose row can’t be written is not done, and no line says that it was', async () => {
    const browser = await world.as(world.people.aigerim)
    const before = await phoneOf()
    const mend = await broken('security_event', 'before insert')
    try {
      expect((await change(browser, '+77055550101')).status).toBe(500)
      const stranger = await world.as(null)
      expect((await byKey(stranger, world.people.aigerim.iin)).status).toBe(500)
      expect((await stranger.ask<{ person: unknown }>('GET /api/session')).body.person).toBeNull()
      // A refusal is told all the same: its row stops nothing.
      expect((await byPassword(await world.as(null), { password: 'not this password' })).status).toBe(422)
    } finally {
      await mend()
    }
    expect(await phoneOf()).toBe(before)
    expect(told().map(({ act }) => act)).toEqual(['signInRefused'])
    expect((await change(browser, '+77055550101')).status).toBe(200)
    expect(told().at(-1)).toMatchObject({ act: 'contactsChanged' })
  })

  test('an act that fails at its end leaves neither row nor line', async () => {
    const browser = await world.as(world.people.aigerim)
    const mend = await broken('contact_change', 'after insert', 'constraint')
    try {
      expect((await change(browser, '+77055550102')).status).toBe(500)
    } finally {
      await mend()
    }
    expect([await rows(), told()]).toEqual([[], []])
  })
})

test('an act that is done once says nothing before its answer is kept with it', async () => {
  const administrator = await world.as(world.people.administrator)
  const owner = new pg.Client({ connectionString: world.database.ownerUrl })
  await owner.connect()
  await owner.query(`create function break_it() returns trigger language plpgsql as
    $$ begin raise exception 'broken on purpose'; end $$`)
  await owner.query(
    `create trigger broken before insert on idempotency_key for each row execute function break_it()`,
  )
  const unit = {
    key: crypto.randomUUID(),
    body: { code: 'komek', name: { kk: 'Көмек бөлімі', ru: 'Отдел помощи', en: 'Help' }, parentId: null },
  }
  try {
    expect((await administrator.ask('POST /api/office/units', unit)).status).toBe(500)
    expect([await rows(), told()]).toEqual([[], []])
  } finally {
    await owner.query('drop trigger broken on idempotency_key; drop function break_it()')
    await owner.end()
  }
  expect((await administrator.ask('POST /api/office/units', unit)).status).toBe(200)
  expect(told()).toMatchObject([{ act: 'unitAdded', by: world.people.administrator.id }])
})

describe('what a flood and time leave of it', () => {
  test('of what one account does, so many rows a day of a code are kept; a new device always', async () => {
    const { aigerim, daniyar } = world.people
    // Another day.
    now += 86_400_001
    world.setNow(new Date(now).toISOString())
    await sql`insert into security_event (at, code, outcome, by_id, whom_id, about, address, counted)
      select ${new Date(now)}, code, 'done', ${aigerim.id}::uuid, ${aigerim.id}::uuid, '{}', 'a', 'a'
        from generate_series(1, 999) n, unnest(array['ownDataTaken', 'signedIn']) code`.execute(
      world.context.db,
    )
    const kept = async (code: string) => (await rows()).filter((row) => row.code === code)
    const take = async (client: typeof aigerim) =>
      expect((await (await world.as(client)).ask('GET /api/profile/data')).status).toBe(200)
    for (let n = 0; n < 3; n += 1) await take(aigerim)
    await take(daniyar)
    expect(told().filter(({ act }) => act === 'ownDataTaken')).toHaveLength(4)
    expect((await kept('ownDataTaken')).map(({ by_id }) => by_id).slice(998)).toEqual([
      aigerim.id,
      aigerim.id,
      daniyar.id,
    ])
    await world.context.db
      .updateTable('person')
      .set({ last_signed_in_at: new Date(now - 1) })
      .where('id', '=', aigerim.id)
      .execute()
    for (let n = 1; n <= 3; n += 1) {
      const stranger = new TestBrowser(world.origin, {}, { 'x-forwarded-for': `203.0.113.${n}` })
      expect((await byKey(stranger, aigerim.iin)).status).toBe(200)
    }
    expect(await kept('signedIn')).toHaveLength(1002)
    now += 86_400_001
    world.setNow(new Date(now).toISOString())
    await take(aigerim)
    expect(await kept('ownDataTaken')).toHaveLength(1)
  })

  test('of what one address is refused, so many rows an hour are kept', async () => {
    const { db } = world.context
    const executor = await world.as(world.people.executor)
    for (let asked = 0; asked < 105; asked += 1) await executor.ask('GET /api/office/people')
    expect(told()).toHaveLength(105)
    const kept = await db
      .selectFrom('security_event')
      .select('seq')
      .where('code', '=', 'rightRefused')
      .where('about', '@>', JSON.stringify({ why: 'role_refused' }))
      .where('at', '>', new Date(now - 3_600_000))
      .execute()
    expect(kept.length).toBeGreaterThan(90)
    expect(kept.length).toBeLessThanOrEqual(100)
  })

  describe('and without signing in, from any number of addresses', () => {
    const refusedFrom = async (address: string) => {
      const stranger = new TestBrowser(world.origin, {}, { 'x-forwarded-for': address })
      expect((await stranger.ask('POST /api/session', { body: { cms: 'AAAA' } })).status).toBe(409)
    }
    const kept = async () =>
      (await rows()).filter(({ outcome }) => outcome === 'refused').map(({ counted }) => counted)

    test('of one IPv6 network they are those of one address', async () => {
      for (let n = 1; n <= 110; n += 1) await refusedFrom(`2001:db8:5:5::${n.toString(16)}`)
      expect(told()).toHaveLength(110)
      expect(await kept()).toEqual(Array(100).fill('2001:db8:5:5::/64'))
      await refusedFrom('2001:db8:5:6::1')
      expect((await kept()).slice(100)).toEqual(['2001:db8:5:6::/64'])
    })

    test('all addresses together have so many', async () => {
      // Another hour.
      now += 3_600_001
      world.setNow(new Date(now).toISOString())
      await sql`insert into security_event (at, code, outcome, about, address, counted)
        select ${new Date(now)}, 'signInRefused', 'refused', '{}', 'a' || n, 'a' || n
          from generate_series(1, 1995) n`.execute(world.context.db)
      for (let n = 1; n <= 10; n += 1) await refusedFrom(`198.51.100.${n}`)
      expect(told()).toHaveLength(10)
      expect((await kept()).slice(1995)).toEqual([1, 2, 3, 4, 5].map((n) => `198.51.100.${n}`))
      now += 3_600_001
      world.setNow(new Date(now).toISOString())
      await refusedFrom('198.51.100.9')
      expect(await kept()).toEqual(['198.51.100.9'])
    })
  })

  test('rows are kept as long as the setting says, and the serving role changes none', async () => {
    const { db } = world.context
    await expect(db.updateTable('security_event').set({ by_id: null }).execute()).rejects.toThrow(
      /permission/,
    )
    const count = async () => (await db.selectFrom('security_event').select('seq').execute()).length
    // What tests of other days have left.
    await db
      .deleteFrom('security_event')
      .where('at', '<', new Date(now - 86_400_000))
      .execute()
    const before = await count()
    now += 364 * 86_400_000
    world.setNow(new Date(now).toISOString())
    await sweepDue(world.context)
    expect(await count()).toBe(before)
    now += 2 * 86_400_000
    world.setNow(new Date(now).toISOString())
    await sweepDue(world.context)
    expect(await count()).toBe(0)
  })
})
