import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Absences, Leaving, People, Person, Units } from '../../wire/people.ts'
import { historyOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let admin: TestBrowser
let executor: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  client = await world.as(world.people.aigerim)
  admin = await world.as(world.people.administrator)
})
afterAll(() => world.close())
beforeEach(async () => {
  executor = await world.as(world.people.otherExecutor)
})

type Rows = typeof People extends { _output: infer Output } ? Output : never
type UnitsAnswer = typeof Units extends { _output: infer Output } ? Output : never

async function taken(by: TestBrowser = executor): Promise<string> {
  const { body } = await sendFree(world, client, key)
  await registerDue(world.context)
  const answer = await by.ask(`POST /api/office/appeals/${body.id}/take-into-work`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return body.id
}
const about = (who: TestStaff, rest = '') => `/api/office/people/${who.id}${rest}` as const
const change = (who: TestStaff, what: string, body: unknown, by = admin) =>
  by.ask<Person>(`POST ${about(who, `/${what}`)}`, { body })
const executorOf = async (id: string) =>
  (await world.context.db.selectFrom('appeal').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
    .executor_id
const unitId = async () => (await admin.ask<UnitsAnswer>('GET /api/office/units')).body.units[0]?.id ?? ''
const last = async (id: string) => (await historyOf(world.context.db, id)).at(-1)
const security = () => world.logged.filter(({ message }) => message === 'security')

describe('who loses the right gives the work back in the same transaction', () => {
  test('a role withdrawn', async () => {
    const id = await taken()
    const { otherExecutor } = world.people
    const { body } = await change(otherExecutor, 'roles', { role: 'executor', change: 'withdrawn' })
    expect(body).toMatchObject({ roles: [], open: 0, roleChanges: [{ change: 'withdrawn' }, {}] })
    expect(await executorOf(id)).toBeNull()
    expect(await last(id)).toMatchObject({ type: 'executorChanged', data: { executorId: null } })
    const reason = await world.context.db
      .selectFrom('remark')
      .select('text')
      .where('appeal_id', '=', id)
      .execute()
    expect(reason).toEqual([{ text: 'Қызметкердің өтініштерге жауап беру құқығы алынды.' }])
    // It is the unit's free work: another takes it.
    const other = await world.as(world.people.executor)
    expect((await other.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
    expect(security().at(-1)).toMatchObject({ act: 'roleWithdrawn', staff: otherExecutor.id, appeals: 1 })
    await change(otherExecutor, 'roles', { role: 'executor', change: 'granted' })
  })

  test('a unit left, and a second press changes nothing', async () => {
    const id = await taken()
    const unit = await unitId()
    const before = security().length
    for (const _ of [1, 2]) {
      const { status } = await change(world.people.otherExecutor, 'units', { unitId: unit, change: 'left' })
      expect(status).toBe(200)
    }
    expect(await executorOf(id)).toBeNull()
    expect(security().length).toBe(before + 1)
    await change(world.people.otherExecutor, 'units', { unitId: unit, change: 'joined' })
  })

  test('disabled: the session ends, the work is free; a co-executor is taken out', async () => {
    const id = await taken()
    const { otherExecutor, executor: saule, head } = world.people
    const assigned = await (await world.as(head)).ask(`POST /api/office/appeals/${id}/assignment`, {
      body: {
        executorId: saule.id,
        coExecutorIds: [otherExecutor.id],
        instruction: 'Бірге қараңыздар',
        reason: 'Жүктеме',
      },
    })
    expect(assigned.status, JSON.stringify(assigned.body)).toBe(200)
    const { body } = await change(otherExecutor, 'access', { active: false })
    expect(body).toMatchObject({ active: false, disabledAt: '2026-01-12T05:00:00.000Z', sessions: [] })
    expect((await executor.ask('GET /api/office/queue')).problem.code).toBe('session_expired')
    const history = await historyOf(world.context.db, id)
    const now = history.findLast(({ type }) => type === 'workAssigned')
    expect(now?.data).toMatchObject({ coExecutorIds: [], instructionId: null, reasonId: expect.any(String) })
    expect(await executorOf(id)).toBe(saule.id)
    await change(otherExecutor, 'access', { active: true })
  })
})

test('given work and losing the right at once, nobody keeps what they may not hold', async () => {
  const { otherExecutor, head, executor: saule } = world.people
  const id = await taken(await world.as(saule))
  const assigner = await world.as(head)
  const outcomes = new Set<string>()
  for (let turn = 0; turn < 6; turn++) {
    const body = { executorId: otherExecutor.id, reason: 'Жүктеме' }
    const [assigned] = await Promise.all([
      assigner.ask(`POST /api/office/appeals/${id}/assignment`, { body }),
      change(otherExecutor, 'roles', { role: 'executor', change: 'withdrawn' }),
    ])
    outcomes.add(assigned.status === 200 ? 'assigned' : assigned.problem.code)
    expect(await executorOf(id)).not.toBe(otherExecutor.id)
    await change(otherExecutor, 'roles', { role: 'executor', change: 'granted' })
  }
  expect([...outcomes].every((one) => ['assigned', 'staff_not_executor'].includes(one))).toBe(true)
})

describe('administration is never lost', () => {
  test('nobody withdraws their own role, disables themselves or resets their own code', async () => {
    const { administrator } = world.people
    const own = [
      change(administrator, 'roles', { role: 'administrator', change: 'withdrawn' }),
      change(administrator, 'access', { active: false }),
      change(administrator, 'password', undefined),
      change(administrator, 'code', undefined),
    ]
    for (const answer of await Promise.all(own)) expect(answer.problem.code).toBe('own_administrator')
  })

  test('the last one stays, also when two withdraw each other at once', async () => {
    const { administrator, auditor } = world.people
    await change(auditor, 'roles', { role: 'administrator', change: 'granted' })
    const second = await world.as(auditor)
    const withdrawn = { role: 'administrator', change: 'withdrawn' }
    const both = await Promise.all([
      change(auditor, 'roles', withdrawn),
      change(administrator, 'roles', withdrawn, second),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    // Who comes second is no administrator any more when their turn comes.
    expect(both.find(({ status }) => status !== 200)?.problem.code).toBe('role_refused')
    if (both[0]?.status !== 200) {
      await change(administrator, 'roles', { ...withdrawn, change: 'granted' }, second)
      await change(auditor, 'roles', withdrawn)
    }
  })
})

describe('absences', () => {
  const leave = { from: '2026-01-12', to: '2026-01-14', reason: 'leave' }
  const record = (by: TestBrowser, who: TestStaff, deputy: TestStaff, more = {}) =>
    by.ask<Absences>('POST /api/office/absences', {
      body: { ...leave, ...more, staffId: who.id, deputyId: deputy.id },
    })

  test('one enters one’s own, a head those of the unit, an administrator anybody’s', async () => {
    const { otherExecutor, executor: saule, head, auditor } = world.people
    expect((await record(executor, saule, otherExecutor)).problem.code).toBe('role_not_allowed')
    const own = await record(executor, otherExecutor, saule)
    expect(own.body.people).toMatchObject([{ self: true, absences: [{ to: '2026-01-14' }] }])
    const again = await record(await world.as(head), otherExecutor, saule)
    expect(again.problem.code).toBe('absence_overlaps')
    const back = await record(await world.as(saule), saule, otherExecutor)
    expect([back.problem.code, back.problem.fields?.[0]?.field]).toEqual(['deputy_circle', 'deputyId'])
    expect((await record(await world.as(auditor), auditor, saule, { work: 'handOver' })).problem.code).toBe(
      'role_not_allowed',
    )
    const id = own.body.people[0]?.absences[0]?.id
    const other = await world.as(saule)
    expect((await other.ask(`DELETE /api/office/absences/${id}`)).problem.code).toBe('role_not_allowed')
    expect((await executor.ask(`DELETE /api/office/absences/${id}`)).status).toBe(200)
    expect((await executor.ask(`DELETE /api/office/absences/${id}`)).status).toBe(404)
  })

  test('the deputy sees and does the work; after the last day it is shown nowhere', async () => {
    const id = await taken()
    const { otherExecutor, executor: saule } = world.people
    await record(executor, otherExecutor, saule)
    const deputy = await world.as(saule)
    const seen = await deputy.ask<{ actions: string[] }>(`GET /api/office/appeals/${id}`)
    expect(seen.body.actions).toContain('execute')
    const row = async () =>
      (await admin.ask<Rows>('GET /api/office/people?q=ospanov+askar')).body.rows[0] ??
      (await admin.ask<Rows>('GET /api/office/people?q=askar')).body.rows[0]
    expect(await row()).toMatchObject({
      away: { to: '2026-01-14', deputy: { id: saule.id } },
      acting: { id: saule.id },
      secondFactor: { code: false, key: false },
    })
    world.setNow('2026-01-15T05:00:00Z')
    admin = await world.as(world.people.administrator)
    expect(await row()).toMatchObject({ away: null, acting: null })
    const later = await (await world.as(saule)).ask<{ actions: string[] }>(`GET /api/office/appeals/${id}`)
    expect(later.body.actions ?? []).not.toContain('execute')
    world.setNow('2026-01-12T05:00:00Z')
    admin = await world.as(world.people.administrator)
    client = await world.as(world.people.aigerim)
    const { body } = await admin.ask<Absences>('GET /api/office/absences')
    const one = body.people.flatMap(({ absences }) => absences)[0]
    await admin.ask(`DELETE /api/office/absences/${one?.id}`)
  })

  test('with the work handed over for good, the deputy is the executor', async () => {
    const id = await taken()
    const { otherExecutor, executor: saule } = world.people
    expect((await record(executor, otherExecutor, saule, { work: 'handOver' })).problem.code).toBe(
      'role_not_allowed',
    )
    const done = await record(admin, otherExecutor, saule, { work: 'handOver' })
    expect(done.status).toBe(200)
    expect(await executorOf(id)).toBe(saule.id)
    const one = done.body.people.flatMap(({ absences }) => absences)[0]
    await admin.ask(`DELETE /api/office/absences/${one?.id}`)
  })

  test('nothing is handed over for good before they go', async () => {
    const id = await taken()
    const { otherExecutor, executor: saule } = world.people
    const nextYear = { work: 'handOver', from: '2027-01-11', to: '2027-01-15' }
    const early = await record(admin, otherExecutor, saule, nextYear)
    expect(early.problem).toMatchObject({ status: 422, code: 'hand_over_early', fields: [{ field: 'from' }] })
    expect(early.problem.detail).toContain('11.01.2027')
    expect(await executorOf(id)).toBe(otherExecutor.id)
    expect((await record(admin, otherExecutor, saule, { from: '0000-01-01' })).status).toBe(422)
  })

  test('how much others have to do is told to those who hand work out', async () => {
    const { otherExecutor, executor: saule } = world.people
    const loads = async (who: TestBrowser) =>
      new Map(
        (await who.ask<Absences>('GET /api/office/absences')).body.deputies.map((one) => [one.id, one.open]),
      )
    const own = await loads(executor)
    expect(own.get(saule.id)).toBeNull()
    expect(own.get(otherExecutor.id)).toBeGreaterThan(0)
    for (const who of [world.people.head, world.people.registrar, world.people.administrator]) {
      expect((await loads(await world.as(who))).get(otherExecutor.id)).toBeGreaterThan(0)
    }
    expect((await loads(await world.as(world.people.auditor))).get(otherExecutor.id)).toBeNull()
  })
})

describe('units', () => {
  const name = { kk: 'Есеп бөлімі', ru: 'Отдел расчётов', en: 'Accounts' }
  test('a unit is added, headed, moved in no circle, and closed with its work handed over', async () => {
    const id = await taken(await world.as(world.people.otherExecutor))
    const added = await admin.ask<UnitsAnswer>('POST /api/office/units', {
      body: { code: 'accounts', name, parentId: null },
    })
    const [office, accounts] = ['office', 'accounts'].map(
      (code) => added.body.units.find((unit) => unit.code === code)?.id ?? '',
    )
    const twice = await admin.ask('POST /api/office/units', {
      body: { code: 'accounts', name, parentId: null },
    })
    expect([twice.status, twice.problem.fields?.[0]?.field]).toEqual([422, 'code'])
    const patch = (id: string | undefined, body: unknown) =>
      admin.ask<UnitsAnswer>(`PATCH /api/office/units/${id}`, { body })
    expect((await patch(accounts, { parentId: office })).status).toBe(200)
    expect((await patch(office, { parentId: accounts })).problem.code).toBe('unit_circle')
    expect((await patch(accounts, { headId: world.people.executor.id })).problem.code).toBe('head_not_able')
    const headed = await patch(accounts, { headId: world.people.head.id })
    expect(headed.body.units.map(({ code, head }) => [code, head?.name ?? null])).toEqual([
      ['office', null],
      ['accounts', 'Бекова Г. Т.'],
    ])

    await change(world.people.otherExecutor, 'units', { unitId: accounts, change: 'joined' })
    const close = (unit: string | undefined, takerId: string | null, withPeople = false) =>
      admin.ask<UnitsAnswer>(`POST /api/office/units/${unit}/closing`, { body: { takerId, withPeople } })
    expect((await close(office, accounts ?? '')).problem.code).toBe('unit_has_units')
    await patch(accounts, { parentId: null })
    expect((await close(office, null)).problem.code).toBe('unit_has_work')
    const closed = await close(office, accounts ?? '')
    expect(closed.body.units.map(({ code }) => code)).toEqual(['accounts'])
    // The one who belongs to the taker keeps the work; it is nobody's where they don't.
    expect(await executorOf(id)).toBe(world.people.otherExecutor.id)
    const open = await world.context.db
      .selectFrom('appeal')
      .select(['unit_id', 'executor_id'])
      .where('status', 'in', ['registered', 'awaitingExecution'])
      .execute()
    expect(new Set(open.map((row) => row.unit_id))).toEqual(new Set([accounts]))
    expect(open.some((row) => row.executor_id === world.people.executor.id)).toBe(false)
    expect((await close(accounts, null)).problem.code).toBe('unit_last')
    for (const who of [world.people.executor, world.people.head]) {
      await change(who, 'units', { unitId: accounts, change: 'joined' })
    }
  })
})

test('leaving: a dry run, heirs, nothing left, and a second run says so', async () => {
  const { otherExecutor, executor: saule, head } = world.people
  const id = await taken(await world.as(otherExecutor))
  await (await world.as(head)).ask('POST /api/office/absences', {
    body: {
      staffId: head.id,
      deputyId: otherExecutor.id,
      from: '2026-02-02',
      to: '2026-02-05',
      reason: 'trip',
    },
  })
  const { db } = world.context
  const draft = { appeal_id: id, staff_id: otherExecutor.id, text: 'Клиентке қоңырау', saved_at: new Date() }
  await db.insertInto('note_draft').values(draft).execute()
  const leaving = (heirs: object, apply = false) =>
    admin.ask<Leaving>(`POST ${about(otherExecutor, apply ? '/leaving' : '/leaving/preview')}`, {
      body: heirs,
    })
  const first = await leaving({ all: null })
  expect(first.body.things.map(({ kind, outcome }) => [kind, outcome])).toEqual(
    expect.arrayContaining([
      ['executor', 'free'],
      ['deputy', 'needed'],
      ['noteDraft', 'needed'],
    ]),
  )
  const refused = await leaving({ all: null }, true)
  expect([refused.status, refused.problem.code, refused.problem.params]).toEqual([
    422,
    'heir_needed',
    { n: 2 },
  ])
  expect(await executorOf(id)).toBe(otherExecutor.id)
  // Named for a thing that they can't take, an heir is refused; as the heir of everything they take what they can.
  const named = await leaving({ all: saule.id, each: { [`executor:${id}`]: world.people.auditor.id } })
  expect(named.body.things.find(({ key: one }) => one === `executor:${id}`)?.outcome).toBe('unable')

  const done = await leaving({ all: saule.id }, true)
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ active: false, things: [], sessions: 0 })
  expect(await executorOf(id)).toBe(saule.id)
  expect((await last(id))?.type).toBe('executorChanged')
  const drafts = await db.selectFrom('note_draft').select(['staff_id', 'text']).execute()
  expect(drafts).toEqual([{ staff_id: saule.id, text: 'Клиентке қоңырау' }])
  const { body } = await admin.ask<Absences>('GET /api/office/absences')
  const absence = body.people.find((one) => one.id === head.id)?.absences[0]
  expect(absence).toMatchObject({ from: '2026-02-02', deputy: { id: saule.id } })
  const events = (await historyOf(db, id)).length
  expect((await leaving({ all: null }, true)).body).toMatchObject({ active: false, things: [] })
  expect((await historyOf(db, id)).length).toBe(events)
  const asked = await executor.ask('GET /api/office/queue')
  expect(asked.status).toBe(401)
})

test('a person is added with what is wrong told at its field, and found by any spelling', async () => {
  const staff = {
    login: 'nurlan',
    family: 'Әбдіғапаров',
    given: 'Нұрлан',
    patronymic: '',
    roles: ['executor'],
    unitIds: [],
    extension: '1',
    password: 'басқа ұзақ құпиясөз',
    language: 'kk',
  }
  const add = (body: object) =>
    admin.ask<{ secret: string; uri: string }>('POST /api/office/people', { body })
  expect((await add(staff)).problem.fields?.[0]).toMatchObject({
    field: 'extension',
    code: 'extension_shape',
  })
  const added = await add({ ...staff, extension: '56480' })
  expect(added.body.uri).toContain(added.body.secret)
  expect((await add({ ...staff, extension: '' })).problem.code).toBe('login_taken')
  const found = await admin.ask<Rows>(`GET /api/office/people?q=${encodeURIComponent('абдигапаров нурлан')}`)
  expect(found.body.rows).toMatchObject([{ login: 'nurlan', roles: ['executor'], lastSignedInAt: null }])
  const kept = await world.context.db.selectFrom('idempotency_key').select('response').execute()
  expect(JSON.stringify(kept)).not.toContain(added.body.secret)
})
