import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { registeredAppeals } from '../../test/office.ts'
import { answer, lookAt, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import type { Reply } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let web: WebProcess
let executor: TestBrowser
let head: TestBrowser
/** The same head, at the other process. */
let there: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  web = await startWebProcess(world, port, origin)
  there = new TestBrowser(origin, Object.fromEntries(head.cookies))
  await web.ready()
})
afterAll(async () => {
  await web.stop()
  await world.close()
})

async function proposed(): Promise<{ appealId: string; reply: Reply }> {
  const [appealId = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
  const { body } = await propose(executor, await writeReply(executor, appealId, 'answer'))
  return { appealId, reply: body }
}

async function left(appealId: string) {
  const { db } = world.context
  const of = (table: 'correspondence' | 'outgoing') =>
    db.selectFrom(table).selectAll().where('appeal_id', '=', appealId).execute()
  const reply = await db
    .selectFrom('reply')
    .select(['id', 'state'])
    .where('appeal_id', '=', appealId)
    .executeTakeFirstOrThrow()
  const letters = await db.selectFrom('reply_letter').select('id').where('reply_id', '=', reply.id).execute()
  return {
    state: reply.state,
    letters: letters.length,
    sent: (await of('correspondence')).length,
    numbers: (await of('outgoing')).length,
    executed: (await historyOf(db, appealId)).filter(({ type }) => type === 'executed').length,
  }
}
const nothing = { state: 'proposed', letters: 0, sent: 0, numbers: 0, executed: 0 }
const allOfIt = { state: 'sent', letters: 1, sent: 1, numbers: 1, executed: 1 }

/** Waits until somebody waits for a lock. */
async function untilHeldUp(gate: pg.Client): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const { rows } = await gate.query('select 1 from pg_locks where not granted and relation is not null')
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('nobody was held up')
}

// Each table that sending writes, in the order of its writing.
const written = [
  'reply',
  'reply_step',
  'event',
  'register_counter',
  'outgoing',
  'file',
  'reply_letter',
  'correspondence',
  'correspondence_file',
  'appeal',
  'notice',
  'idempotency_key',
]

test('kill -9 of the process at every write of the sending: nothing is sent, and the next press sends it once', async () => {
  const { appealId, reply } = await proposed()
  const { version, contentDigest, previewDigests } = (await lookAt(head, reply.id)).body
  const asking = { body: { version, contentDigest, previewDigests }, key: `press-${reply.id}` }
  const press = () => there.ask<Reply>(`POST /api/office/replies/${reply.id}/approval`, asking)
  for (const table of written) {
    const gate = new pg.Client({ connectionString: world.database.ownerUrl })
    await gate.connect()
    await gate.query('begin')
    // Reading goes on under this lock, writing waits for it.
    await gate.query(`lock table ${table} in share mode`)
    try {
      const pressed = press().then(
        ({ status, problem }) => `${status} ${problem.code}`,
        () => 'gone',
      )
      await Promise.race([untilHeldUp(gate), pressed])
      await web.killAndStart()
      expect(await pressed, table).toBe('gone')
    } finally {
      await gate.query('rollback')
      await gate.end()
    }
    await web.ready()
    await expect.poll(() => left(appealId), { timeout: 60_000 }).toEqual(nothing)
  }
  const done = await press()
  expect([done.status, done.body.state]).toEqual([200, 'sent'])
  // The answer was lost on the way: the same press again is no second letter.
  expect((await press()).body.outgoing).toEqual(done.body.outgoing)
  expect(await left(appealId)).toEqual(allOfIt)
  // No number was used up by what was killed.
  const { reply: next, appealId: nextAppeal } = await proposed()
  await answerOf(next)
  const numbers = await world.context.db.selectFrom('outgoing').select('number').orderBy('number').execute()
  expect(numbers.map(({ number }) => number)).toEqual([1, 2])
  expect(await left(nextAppeal)).toEqual(allOfIt)
}, 360_000)

async function answerOf(reply: Reply): Promise<void> {
  const { version, contentDigest, previewDigests } = (await lookAt(head, reply.id)).body
  const body = { version, contentDigest, previewDigests }
  expect((await head.ask(`POST /api/office/replies/${reply.id}/approval`, { body })).status).toBe(200)
}

test('eight presses at two processes send one letter', async () => {
  const { appealId, reply } = await proposed()
  const { version, contentDigest, previewDigests } = (await lookAt(head, reply.id)).body
  const body = { version, contentDigest, previewDigests }
  const presses = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      (n % 2 === 0 ? head : there).ask<Reply>(`POST /api/office/replies/${reply.id}/approval`, { body }),
    ),
  )
  expect(presses.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(await left(appealId)).toEqual(allOfIt)
})

test('two answers that are sent at once have two numbers, without a gap', async () => {
  const before = await world.context.db.selectFrom('outgoing').select('number').execute()
  const letters: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const [appealId = ''] = await registeredAppeals(world, key, 1)
    await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
    letters.push(appealId)
  }
  await Promise.all(letters.map((appealId) => answer(executor, head, appealId)))
  const numbers = await world.context.db.selectFrom('outgoing').select('number').orderBy('number').execute()
  expect(numbers.map(({ number }) => number)).toEqual(
    Array.from({ length: before.length + 3 }, (_, n) => n + 1),
  )
})
