import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { copiesOfOne } from '../../test/copied-appeals.ts'
import { wrongWithHistories } from '../../test/duty-model/invariants.ts'
import { firstUnit, makeStaff, makeUnit } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { startTwoWebProcesses, type TwoWebProcesses } from '../../test/two-web-processes.ts'
import type { Bulk } from '../../wire/bulk.ts'
import type { Leaving } from '../../wire/people.ts'
import { historyOf } from '../appeal/event-store.ts'
import type { Context } from '../context.ts'
import { recordSettings } from '../setting/load-settings.ts'
import { runHandOvers } from '../unit/run-hand-overs.ts'
import { runBulks } from './bulk/run-bulks.ts'

// Two presses at two web processes, and two workers at what they began: everything happens once.
const day = '2026-01-12'
const reason = 'Жұмысты қайта бөлу керек'
let world: SignedWorld
let two: TwoWebProcesses
let registered: (many: number) => Promise<string[]>
let unitId: string
let staff: { readonly first: TestStaff; readonly second: TestStaff }
let registrar: (n: number) => TestBrowser
/** The same for a second worker: connections of its own. */
let another: Context
beforeAll(async () => {
  world = await createSignedWorld(`${day}T05:00:00Z`)
  const quota = { filesToday: 5, bytesToday: 1_000_000, takeOversToday: 300 }
  await recordSettings(world.context, [{ key: 'quota.staff', validFrom: day, value: quota }])
  registered = await copiesOfOne(world, await issueKey(world.authority))
  unitId = await makeUnit(world, 'shared')
  staff = {
    first: await makeStaff(world, 'first', 'Бірінші Тестова', ['executor'], ['shared']),
    second: await makeStaff(world, 'second', 'Екінші Тестова', ['executor'], ['shared']),
  }
  another = { ...world.context, db: connect(world.database.appUrl) }
  two = await startTwoWebProcesses(world)
  registrar = await two.as(world.people.registrar)
}, 180_000)
afterAll(async () => {
  await two.stop()
  await another.db.destroy()
  await world.close()
})

/** New appeals, free in the unit. */
async function freeAppeals(many: number): Promise<string[]> {
  const ids = await registered(many)
  for (const [n, id] of ids.entries()) {
    await registrar(n).ask(`POST /api/office/appeals/${id}/routing`, { body: { unitId, reason } })
  }
  return ids
}
const timesOf = async (ids: readonly string[], type: string): Promise<number[]> =>
  await Promise.all(
    ids.map(
      async (id) => (await historyOf(world.context.db, id)).filter((event) => event.type === type).length,
    ),
  )

test('an appeal that two take at once, each at a process, is one’s; the other is told whose', async () => {
  const ids = await freeAppeals(6)
  const [first, second] = [await two.as(staff.first), await two.as(staff.second)]
  for (const id of ids) {
    const take = (browser: TestBrowser) => browser.ask(`POST /api/office/appeals/${id}/take-into-work`)
    const answers = await Promise.all([take(first(0)), take(second(1))])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  }
  expect(await timesOf(ids, 'takenIntoWork')).toEqual(ids.map(() => 1))
})

test('a press that comes to both is one act; two acts over the same appeals, by two workers, move each once', async () => {
  const ids = await freeAppeals(20)
  const [first, second] = [await two.as(staff.first), await two.as(staff.second)]
  const key = crypto.randomUUID()
  const body = { appeals: ids.map((id) => ({ id })), order: { act: 'takeIntoWork' } }
  const press = (browser: TestBrowser, sent: object = {}) =>
    browser.ask<Bulk>('POST /api/office/bulks', { body, ...sent })
  const [here, there, other] = await Promise.all([
    press(first(0), { key }),
    press(first(1), { key }),
    press(second(1)),
  ])
  const begun = [here, there].flatMap((one) => (one?.status === 200 ? [one.body.id] : []))
  expect(new Set(begun).size).toBe(1)
  await Promise.all([runBulks(world.context), runBulks(another)])
  const shown = async (browser: TestBrowser, id: string) =>
    (await browser.ask<Bulk>(`GET /api/office/bulks/${id}`)).body
  const done = [await shown(first(1), begun[0] ?? ''), await shown(second(0), other?.body.id ?? '')]
  expect(done.map(({ waiting }) => waiting)).toEqual([0, 0])
  expect((done[0]?.done ?? 0) + (done[1]?.done ?? 0)).toBe(ids.length)
  expect(await timesOf(ids, 'takenIntoWork')).toEqual(ids.map(() => 1))
  expect(await wrongWithHistories(world.context)).toEqual([])
})

test('who leaves by two presses at once is handed over once', async () => {
  const goes = await makeStaff(world, 'goes', 'Кетуші Тестова', ['executor'], ['shared'])
  const ids = await freeAppeals(24)
  for (const [n, id] of ids.entries()) {
    await registrar(n).ask(`POST /api/office/appeals/${id}/assignment`, { body: { executorId: goes.id } })
  }
  const admin = await two.as(world.people.administrator)
  const leave = (n: number) =>
    admin(n).ask<Leaving>(`POST /api/office/people/${goes.id}/leaving`, { body: { all: staff.second.id } })
  const pressed = await Promise.all([leave(0), leave(1)])
  expect(pressed.map(({ status }) => status)).toContain(200)
  await Promise.all([runHandOvers(world.context), runHandOvers(another)])
  expect((await leave(1)).body.handOver).toMatchObject({ total: ids.length, waiting: 0, finished: true })
  expect(await timesOf(ids, 'executorChanged')).toEqual(ids.map(() => 1))
  expect(await wrongWithHistories(world.context)).toEqual([])
})

test('files of the staff on a day', async () => {
  const [id = ''] = await registered(1)
  await registrar(0).ask(`POST /api/office/appeals/${id}/routing`, {
    body: { unitId: await firstUnit(world), reason },
  })
  const executor = await two.as(world.people.executor)
  await executor(0).ask(`POST /api/office/appeals/${id}/take-into-work`)
  const put = (n: number) =>
    executor(n).upload(`/api/office/appeals/${id}/question-files`, `${n}.pdf`, bytesOfPdf(900 + n))
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => put(n)))
  expect(answers.map(({ status, problem }) => (status === 200 ? 'kept' : problem.code)).sort()).toEqual([
    ...Array(5).fill('kept'),
    ...Array(7).fill('too_much_today'),
  ])
})
