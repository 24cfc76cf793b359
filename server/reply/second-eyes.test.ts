import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { firstUnit, makeStaff, makeUnit, registeredAppeals, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { approve, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Absences } from '../../wire/people.ts'
import type { ReplyList } from '../../wire/reply.ts'
import { checkStaffIins } from '../doctor/check-data.ts'
import { forgetSettings, recordSetting } from '../setting/setting-store.ts'

// Who wrote a letter does not make themselves the only one who may say yes to it, and nobody
// whom it is about, or who acts for them, moves it.
let world: SignedWorld
let key: OpenedKeyFile
let executor: TestBrowser
let otherExecutor: TestBrowser
let registrar: TestBrowser
let administrator: TestBrowser
let head: TestBrowser
let second: TestStaff
let appealId: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  const { people } = world
  executor = await world.as(people.executor)
  otherExecutor = await world.as(people.otherExecutor)
  registrar = await world.as(people.registrar)
  administrator = await world.as(people.administrator)
  head = await world.as(people.head)
  second = await makeStaff(world, 'second', 'Екінші Басшы', ['head'], ['office'])
})
afterAll(() => world.close())
beforeEach(async () => {
  appealId = (await registeredAppeals(world, key, 1))[0] ?? ''
  await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
  await world.context.db
    .updateTable('absence')
    .set({ cancelled_at: new Date(world.context.now()) })
    .execute()
})

const today = '2026-01-12'
const record = (by: TestBrowser, staffId: string, deputyId: string) =>
  by.ask<Absences>('POST /api/office/absences', {
    body: { staffId, deputyId, from: today, to: today, reason: 'leave' },
  })
const name = async (by: TestBrowser, staffIds: string[]) => {
  const body = { staffIds, reason: 'Шағым осы қызметкер туралы' }
  expect((await by.ask(`PUT /api/office/appeals/${appealId}/concerned`, { body })).status).toBe(200)
}
const assignTo = async ({ id }: TestStaff) => {
  const body = { executorId: id, reason: 'Жүктемені теңестіру' }
  expect((await head.ask(`POST /api/office/appeals/${appealId}/assignment`, { body })).status).toBe(200)
}
const written = async (by: TestBrowser): Promise<string> => {
  const { status, body } = await propose(by, await writeReply(by, appealId, 'answer'))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}
/** What the press of this person is told, and whether the letter is on their list: the two always agree. */
const asked = async (by: TestBrowser, id: string) => {
  const listed = (await by.ask<ReplyList>('GET /api/office/replies?state=proposed')).body.replies
  const { status, body, problem } = await approve(by, id)
  return [status === 200 ? body.state : problem.code, listed.some((one) => one.id === id)]
}
const code = async (press: Promise<{ problem: { code: string } }>) => (await press).problem.code

describe('whom an appeal is about', () => {
  let later = 1000
  const setSignature = async (value: string) => {
    const { db, now } = world.context
    later += 1
    const validFrom = plainDate(today)
    await recordSetting(db, { key: 'reply.signature', value, validFrom, recordedAt: now() + later })
    forgetSettings(db)
  }
  const reason = 'Шағым осы қызметкер туралы'
  const act = (by: TestBrowser, what: string, body: object) =>
    code(by.ask(`POST /api/office/appeals/${appealId}/${what}`, { body }))

  test('neither assigns it, nor routes it away, nor asks about it', async () => {
    const unitId = await firstUnit(world)
    await name(registrar, [world.people.head.id])
    expect(await act(head, 'assignment', { executorId: world.people.otherExecutor.id, reason })).toBe(
      'about_self',
    )
    expect(await act(head, 'routing', { unitId, reason })).toBe('about_self')
    const question = { unitId, text: 'Шарт жабылды ма?', answerBy: '2026-01-15', fileIds: [] }
    expect(await act(head, 'questions', question)).toBe('about_self')
  })

  test('has written nothing that goes: another throws the draft away and writes', async () => {
    const id = await written(executor)
    await name(registrar, [world.people.executor.id])
    // It waits for nobody any more, and who goes on with it can't send what the other wrote.
    expect(await asked(head, id)).toEqual(['reply_moved_on', false])
    await assignTo(world.people.otherExecutor)
    expect((await otherExecutor.ask(`DELETE /api/office/replies/${id}`)).status).toBe(200)
    expect(await asked(head, await written(otherExecutor))).toEqual(['sent', true])
  })

  test('has said yes to nothing: what waits for a key waits for the yes of another', async () => {
    await setSignature('head')
    const id = await written(executor)
    expect((await asked(head, id))[0]).toBe('approved')
    await name(registrar, [world.people.head.id])
    const letter = await registrar.ask<{ state: string }>(`GET /api/office/replies/${id}`)
    expect(letter.body.state).toBe('draft')
    await setSignature('seal')
  })
})

describe('the only one who may say yes', () => {
  test('is nobody by an absence that they recorded themselves; by one of an administrator they are', async () => {
    const id = await written(head)
    expect(await asked(head, id)).toEqual(['reply_writer_approves', false])
    expect((await record(head, second.id, world.people.head.id)).status).toBe(200)
    expect(await asked(head, id)).toEqual(['reply_writer_approves', false])
    const refused = await approve(head, id)
    expect(refused.problem.detail).toContain('Екінші Б.')
    const { body } = await administrator.ask<Absences>('GET /api/office/absences')
    const absence = body.people.find((one) => one.id === second.id)?.absences[0]?.id
    await administrator.ask(`DELETE /api/office/absences/${absence}`)
    expect((await record(administrator, second.id, world.people.head.id)).status).toBe(200)
    expect(await asked(head, id)).toEqual(['sent', true])
  })

  test('nor by whom they named as concerned, before or after they wrote; by a registrar’s word they are', async () => {
    await name(head, [second.id])
    const id = await written(head)
    expect(await asked(head, id)).toEqual(['reply_writer_approves', false])
    // Another confirms the list with one more: who was named before was named by the head still.
    await name(registrar, [second.id, world.people.otherExecutor.id])
    expect(await asked(head, id)).toEqual(['reply_writer_approves', false])
    expect(await asked(await world.as(second), id)).toEqual(['about_self', false])
    await name(registrar, [world.people.otherExecutor.id])
    await name(head, [world.people.otherExecutor.id, second.id])
    expect(await asked(head, id)).toEqual(['reply_writer_approves', false])
    await name(registrar, [])
    await name(registrar, [second.id])
    expect(await asked(head, id)).toEqual(['sent', true])
  })
})

describe('a draft is thrown away, and a proposal taken back', () => {
  const discard = (by: TestBrowser, id: string) => code(by.ask(`DELETE /api/office/replies/${id}`))
  const takeBack = (by: TestBrowser, id: string) => code(by.ask(`POST /api/office/replies/${id}/taking-back`))

  test('by nobody whom it is about, nor for them', async () => {
    const draft = await writeReply(executor, appealId, 'answer')
    const { id } = (
      await propose(head, await writeReply(head, appealId, 'interim', { newDueDate: '2026-03-02' }))
    ).body
    await name(registrar, [world.people.executor.id, world.people.head.id])
    expect(await discard(executor, draft.id)).toBe('about_self')
    // Naming took it back already.
    expect(await takeBack(head, id)).toBe('reply_moved_on')
    await record(administrator, world.people.head.id, second.id)
    expect(await takeBack(await world.as(second), id)).toBe('reply_moved_on')
  })

  test('by nobody who has lost the right', async () => {
    const draft = await writeReply(executor, appealId, 'interim', { newDueDate: '2026-03-02' })
    const id = await written(executor)
    await assignTo(world.people.otherExecutor)
    expect(await discard(executor, draft.id)).toBe('not_the_executor')
    expect(await takeBack(executor, id)).toBe('not_the_executor')
  })

  test('not while another writes in it, and by its author whatever became of the appeal', async () => {
    const draft = await writeReply(executor, appealId, 'interim', { newDueDate: '2026-03-02' })
    await head.ask(`POST /api/office/replies/${draft.id}/lease`, { body: { takeOver: true } })
    expect(await discard(executor, draft.id)).toBe('reply_being_written')
    await executor.ask(`POST /api/office/replies/${draft.id}/lease`, { body: { takeOver: true } })
    expect((await approve(head, await written(executor))).body.state).toBe('sent')
    expect((await executor.ask(`DELETE /api/office/replies/${draft.id}`)).status).toBeLessThan(300)
  })
})

test.each(['head', 'executor'] as const)(
  'where a letter is approved by %s, the deputy of whom it is about neither approves it nor sends it back',
  async (approval) => {
    const { db, now } = world.context
    const set = async (value: unknown, later: number) => {
      const validFrom = plainDate('2026-01-01')
      await recordSetting(db, { key: 'reply.approval', value, validFrom, recordedAt: now() + later })
      forgetSettings(db)
    }
    await set({ answer: approval }, approval === 'head' ? 1 : 3)
    try {
      const id = await written(executor)
      await sendAway(world, {
        staffId: world.people.head.id,
        deputyId: world.people.otherExecutor.id,
        from: today,
        to: today,
      })
      await name(registrar, [world.people.head.id])
      expect(await asked(otherExecutor, id)).toEqual(['about_self', false])
      const { version } = (await otherExecutor.ask<{ version: number }>(`GET /api/office/replies/${id}`)).body
      const back = { body: { version, remark: 'Қайта жазыңыз' } }
      expect(await code(otherExecutor.ask(`POST /api/office/replies/${id}/return`, back))).toBe('about_self')
      expect(await asked(await world.as(second), id)).toEqual(['sent', true])
    } finally {
      await set({}, approval === 'head' ? 2 : 4)
    }
  },
)

test('an executor who replaces a head sends a letter back, and approves one', async () => {
  const id = await written(executor)
  await record(administrator, world.people.head.id, world.people.otherExecutor.id)
  const { version } = (await otherExecutor.ask<{ version: number }>(`GET /api/office/replies/${id}`)).body
  const back = { body: { version, remark: 'Қайта жазыңыз' } }
  expect((await otherExecutor.ask(`POST /api/office/replies/${id}/return`, back)).status).toBe(200)
  expect(await written(executor)).toBe(id)
  expect(await asked(otherExecutor, id)).toEqual(['sent', true])
})

test('the doctor counts who may write or approve and has no IIN', async () => {
  const { db } = world.context
  const before = await checkStaffIins(world.context)
  expect(before).toMatchObject({ check: 'staffIins', state: 'warning', params: { n: 5 } })
  await db.updateTable('staff').set({ iin: '850412170014' }).where('id', '=', second.id).execute()
  expect((await checkStaffIins(world.context)).params).toEqual({ n: 4 })
})

test('who moved the appeal to where they alone say yes is not alone by that, until another says it belongs there', async () => {
  const { context } = world
  const [alone, { id: office }] = [
    await makeUnit(world, 'alone'),
    await context.db.selectFrom('unit').select('id').where('code', '=', 'office').executeTakeFirstOrThrow(),
  ]
  const mover = await world.as(
    await makeStaff(world, 'mover', 'Үшінші Басшы', ['head', 'executor'], ['office', 'alone']),
  )
  const route = async (by: TestBrowser, unitId: string) => {
    const body = { unitId, reason: 'Осы бөлімнің ісі' }
    expect((await by.ask(`POST /api/office/appeals/${appealId}/routing`, { body })).status).toBe(200)
  }
  const id = await written(mover)
  await route(mover, alone)
  expect(await asked(mover, id)).toEqual(['reply_writer_approves', false])
  expect((await approve(mover, id)).problem.detail).toContain('Екінші Б.')
  await route(registrar, office)
  expect(await asked(mover, id)).toEqual(['reply_writer_approves', false])
  await route(mover, alone)
  expect(await asked(mover, id)).toEqual(['reply_writer_approves', false])
  await route(registrar, office)
  await route(registrar, alone)
  expect(await asked(mover, id)).toEqual(['sent', true])
})

describe('who wrote a letter is not the only one who may say yes', () => {
  type Taking = (by: TestBrowser, other: TestStaff, unitId: string) => ReturnType<TestBrowser['ask']>
  const takings: readonly (readonly [string, Taking])[] = [
    [
      'role',
      (by, { id }) =>
        by.ask(`POST /api/office/people/${id}/roles`, { body: { role: 'head', change: 'withdrawn' } }),
    ],
    [
      'unit',
      (by, { id }, unitId) =>
        by.ask(`POST /api/office/people/${id}/units`, { body: { unitId, change: 'left' } }),
    ],
    ['account', (by, { id }) => by.ask(`POST /api/office/people/${id}/access`, { body: { active: false } })],
  ]

  test.each(takings)(
    'by taking the %s of the other; by what an administrator took they are',
    async (what, take) => {
      const unitId = await makeUnit(world, `own-${what}`)
      const boss = await makeStaff(
        world,
        `boss-${what}`,
        'Иесі Өзі',
        ['head', 'administrator'],
        [`own-${what}`],
      )
      const other = await makeStaff(world, `other-${what}`, 'Басқа Басшы', ['head'], [`own-${what}`])
      const by = await world.as(boss)
      const routed = { unitId, reason: 'Бөлім жұмысы' }
      await registrar.ask(`POST /api/office/appeals/${appealId}/routing`, { body: routed })
      const name = `does-${what}`
      const { id: executorId } = await makeStaff(world, name, 'Жұмысшы Бір', ['executor'], [`own-${what}`])
      const given = { executorId, reason: 'Орындаңыз' }
      await by.ask(`POST /api/office/appeals/${appealId}/assignment`, { body: given })
      const id = await written(by)
      expect(await asked(by, id)).toEqual(['reply_writer_approves', false])
      const taken = await take(by, other, unitId)
      expect(taken.status, JSON.stringify(taken.body)).toBe(200)
      expect(await asked(by, id)).toEqual(['reply_writer_approves', false])
      // What a month ago was taken, is how the company is.
      const month = new Date(Date.parse('2025-12-12T05:00:00Z'))
      const { db } = world.context
      const owner = connect(world.database.ownerUrl)
      await owner
        .updateTable('staff_role')
        .set({ changed_at: month })
        .where('staff_id', '=', other.id)
        .execute()
      await owner
        .updateTable('unit_member')
        .set({ changed_at: month })
        .where('staff_id', '=', other.id)
        .execute()
      await owner.destroy()
      if (what === 'account')
        await db.updateTable('staff').set({ disabled_at: month }).where('id', '=', other.id).execute()
      expect(await asked(by, id)).toEqual(['sent', true])
    },
  )

  test('by moving the unit away from the head above it', async () => {
    const top = await makeUnit(world, 'above')
    const unitId = await makeUnit(world, 'moved', top)
    const boss = await makeStaff(world, 'boss-moves', 'Иесі Өзі', ['head', 'administrator'], ['moved'])
    await makeStaff(world, 'head-above', 'Басқа Басшы', ['head'], ['above'])
    const { id: executorId } = await makeStaff(world, 'does-moved', 'Жұмысшы Бір', ['executor'], ['moved'])
    const by = await world.as(boss)
    const press = (what: string, body: object) =>
      by.ask(`POST /api/office/appeals/${appealId}/${what}`, { body })
    await registrar.ask(`POST /api/office/appeals/${appealId}/routing`, {
      body: { unitId, reason: 'Бөлім жұмысы' },
    })
    await press('assignment', { executorId, reason: 'Орындаңыз' })
    const id = await written(by)
    const moved = await by.ask(`PATCH /api/office/units/${unitId}`, { body: { parentId: null } })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(await asked(by, id)).toEqual(['reply_writer_approves', false])
    const desk = await by.ask<{ groups: { group: string }[] }>('GET /api/office/desk')
    expect(JSON.stringify(desk.body)).not.toContain(id)
  })
})
