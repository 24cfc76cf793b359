import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EventListener } from '../../test/event-listener.ts'
import { makeLawyers } from '../../test/lawyers.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Internal, OfficeNews, PresenceNews } from '../../wire/case.ts'
import { openSession, openSessionsOf } from '../person/session-store.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { registerDue } from '../registry/register.ts'
import { officeStreamOf } from './office-stream.ts'

// Сәуле works in the office's unit, Асқар among the lawyers; both listen to the same stream.
let world: SignedWorld
let saule: TestBrowser
let head: TestBrowser
let askar: TestBrowser
let law: string
let id: string
const open: EventListener[] = []
const listen = async (who: TestBrowser) => {
  const line = await EventListener.open(who, '/api/office/stream')
  open.push(line)
  return line
}
const newsOf = (line: EventListener) => line.of('news') as OfficeNews[]
const changed = (line: EventListener) => newsOf(line).flatMap(({ changed }) => changed)
const gone = (line: EventListener) => newsOf(line).flatMap(({ gone }) => gone)
const soon = { timeout: 30_000 }
/** A look and a half of the stream: what has not come by then does not come. */
const aLook = () => new Promise((done) => setTimeout(done, 1600))
const at = (rest: string): `/${string}` => `/api/office/appeals/${id}${rest}`

beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  saule = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  askar = await world.as(world.people.otherExecutor)
  id = (await sendFree(world, await world.as(world.people.aigerim), await issueKey(world.authority))).body.id
  await registerDue(world.context)
  law = await makeLawyers(world)
  world.setNow('2026-01-12T05:10:00Z')
})
afterAll(async () => {
  for (const line of open) line.close()
  await world.close()
})

test('an appeal that changes is told to who may list it, with its last event; to nobody else', async () => {
  const [one, two] = [await listen(saule), await listen(askar)]
  await aLook()
  // What was before the page opened is no news.
  expect(newsOf(one)).toEqual([])
  await head.ask(`POST ${at('/notes')}`, { body: { text: 'Жазба' } })
  const { body } = await head.ask<Internal>(`GET ${at('/internal')}`)
  await expect.poll(() => changed(one), soon).toEqual([{ id, seq: body.seq }])
  await aLook()
  // How many signals one has, is told to everybody at the beginning, and is of no appeal.
  expect(two.heard.map(({ name }) => name).filter((name) => name !== 'signals')).toEqual(['beat'])
})

test('who comes into sight is told; who loses sight learns that it left, and no more', async () => {
  const line = await listen(askar)
  const asked = await (async () => {
    await saule.ask(`POST ${at('/take-into-work')}`)
    const question = { unitId: law, text: 'Шарт күшінде ме?', answerBy: '2026-01-14' }
    return await saule.ask<Internal>(`POST ${at('/questions')}`, { body: question })
  })()
  await expect.poll(() => changed(line).map((one) => one.id), soon).toContain(id)
  const questionId = asked.body.questions[0]?.id
  await saule.ask(`POST ${at(`/questions/${questionId}/withdrawal`)}`)
  await expect.poll(() => gone(line), soon).toEqual([id])
  const before = newsOf(line).length
  await head.ask(`POST ${at('/notes')}`, { body: { text: 'Тағы бір жазба' } })
  await aLook()
  expect(newsOf(line)).toHaveLength(before)
})

test('who has an appeal open is told to others who may see it, and that they went', async () => {
  const [one, two] = [await listen(saule), await listen(askar)]
  const told = (line: EventListener) => (line.of('presence') as PresenceNews[]).map(({ present }) => present)
  await saule.ask(`PUT ${at('/presence')}`, { body: { doing: 'reading' } })
  await head.ask(`PUT ${at('/presence')}`, { body: { doing: 'writing' } })
  const staffId = world.people.head.id
  const writing = [{ staffId, name: 'Бекова Г. Т.', doing: 'writing' }]
  await expect.poll(() => told(one).at(-1), soon).toEqual(writing)
  await head.ask(`DELETE ${at('/presence')}`)
  await expect.poll(() => told(one).at(-1), soon).toEqual([])
  // A page that was closed without a word is gone within a minute.
  await head.ask(`PUT ${at('/presence')}`, { body: { doing: 'writing' } })
  await expect.poll(() => told(one).at(-1), soon).toEqual(writing)
  world.setNow('2026-01-12T05:11:00Z')
  await expect.poll(() => told(one).at(-1), soon).toEqual([])
  expect(told(two)).toEqual([])
})

test('a page hears no more when its roles are gone or its session has ended', async () => {
  const line = await listen(head)
  const { db, now } = world.context
  const staffId = world.people.head.id
  await db
    .insertInto('staff_role')
    .values({ staff_id: staffId, role: 'head', change: 'withdrawn', changed_at: new Date(now()) })
    .execute()
  await saule.ask(`POST ${at('/notes')}`, { body: { text: 'Басшы көрмейтін жазба' } })
  await aLook()
  expect(changed(line)).toEqual([])
  await db
    .updateTable('session')
    .set({ ended_at: new Date(now()) })
    .where('staff_id', '=', staffId)
    .execute()
  await line.ended
  expect(line.heard.at(-1)?.name).toBe('end')
})

test('a change costs as many questions for a dozen pages as for two', async () => {
  world.setNow('2026-01-12T05:20:00Z')
  saule = await world.as(world.people.executor)
  let asked = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const { context, people } = world
  const askers = await Promise.all(
    [people.executor, people.registrar].map(async ({ id: staffId }) => {
      const asker = await staffAsker(context.db, staffId, context.now())
      await openSession(context.db, { staffId }, context.now(), 480)
      const [session] = await openSessionsOf(context, { kind: 'staff', id: staffId })
      if (asker === null || session === undefined) throw new Error('nobody')
      return { ...asker, sessionId: session.id }
    }),
  )
  const cost = async (pagesEach: number): Promise<number> => {
    const stream = officeStreamOf({ ...context, db: context.db.withPlugin(counter) })
    const told: boolean[] = []
    const close = askers.flatMap((asker) =>
      Array.from({ length: pagesEach }, () =>
        stream.listen(asker).open({ send: ({ name }) => told.push(name === 'news'), end: () => undefined }),
      ),
    )
    await aLook()
    asked = 0
    await saule.ask(`POST ${at('/notes')}`, { body: { text: 'Санауға арналған жазба' } })
    await expect.poll(() => told.filter(Boolean).length, soon).toBe(2 * pagesEach)
    await aLook()
    for (const one of close) one()
    return asked
  }
  const few = await cost(1)
  // A look more or less of the second, and no more for more pages.
  expect(await cost(6)).toBeLessThan(few + 10)
})
