import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { makeStaff, registeredAppeals, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { approve, propose, savedAs, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Leaving } from '../../wire/people.ts'
import type { Reply, ReplyList } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'
import { runHandOvers } from '../unit/run-hand-overs.ts'

// Letters in work whose author has left, or is away: somebody goes on with them.
let world: SignedWorld
let key: OpenedKeyFile
let admin: TestBrowser
let head: TestBrowser
let heir: TestStaff
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  admin = await world.as(world.people.administrator)
  head = await world.as(world.people.head)
  heir = await makeStaff(world, 'heir', 'Мұрагер Тестова', ['executor'], ['office'])
})
afterAll(() => world.close())

/** An appeal of somebody new, with a letter of theirs. */
async function written(login: string, many = 1) {
  const who = await makeStaff(world, login, `${login} Тестова`, ['executor'], ['office'])
  const by = await world.as(who)
  const letters: Reply[] = []
  for (const id of await registeredAppeals(world, key, many)) {
    const taken = await by.ask(`POST /api/office/appeals/${id}/take-into-work`)
    expect(taken.status, JSON.stringify(taken.problem)).toBe(200)
    letters.push(await writeReply(by, id, 'answer'))
  }
  return { who, by, letters }
}
const leaving = (who: TestStaff, body: object, apply = false) =>
  admin.ask<Leaving>(`POST /api/office/people/${who.id}/${apply ? 'leaving' : 'leaving/preview'}`, { body })
/** So long after the last keystroke nobody counts as writing. */
const quiet = 3 * 60_000
const lease = async (writer: TestBrowser, { id }: Reply): Promise<Reply> => {
  const taken = await writer.ask<Reply>(`POST /api/office/replies/${id}/lease`, { body: { takeOver: true } })
  expect(taken.status, JSON.stringify(taken.problem)).toBe(200)
  return taken.body
}
const letterOf = async (reader: TestBrowser, { id }: Reply) =>
  (await reader.ask<Reply>(`GET /api/office/replies/${id}`)).body

test('they go with the appeal, to who is named, or away; the way says whose they were', async () => {
  const { who, by, letters } = await written('ketetin', 4)
  const [drafted, waiting, given, gone] = letters
  if (drafted === undefined || waiting === undefined || given === undefined || gone === undefined)
    throw new Error()
  expect((await propose(by, waiting)).status).toBe(200)
  const each = { [`reply:${given.id}`]: world.people.head.id, [`reply:${gone.id}`]: 'discard' }
  const { body } = await leaving(who, { all: heir.id, each })
  const outcomes = (id: string) => {
    const { outcome, heirId, discardable } = body.things.find((one) => one.key === `reply:${id}`) ?? {}
    return [outcome, heirId, discardable]
  }
  expect(outcomes(drafted.id)).toEqual(['heir', heir.id, true])
  expect(outcomes(waiting.id)).toEqual(['heir', heir.id, false])
  expect(outcomes(given.id)).toEqual(['heir', world.people.head.id, true])
  expect(outcomes(gone.id)).toEqual(['discarded', null, true])
  // What was proposed is not thrown away, and nobody is named who may not write it.
  const wrong = (wish: string) =>
    leaving(who, { all: heir.id, each: { [`reply:${waiting.id}`]: wish } }, true)
  expect((await wrong('discard')).problem).toMatchObject({ code: 'heir_not_able', params: { n: 1 } })
  expect((await wrong(world.people.auditor.id)).problem.code).toBe('heir_not_able')

  expect((await leaving(who, { all: heir.id, each }, true)).body).toMatchObject({ active: false, things: [] })
  const taker = await world.as(heir)
  const now = await letterOf(taker, drafted)
  expect(now).toMatchObject({ state: 'draft', author: { id: heir.id }, texts: drafted.texts })
  expect(now.steps.at(-1)).toMatchObject({
    step: 'handedOver',
    by: { name: expect.stringContaining('') },
    author: { before: 'ketetin Т.', after: 'Мұрагер Т.' },
  })
  expect((await letterOf(head, given)).author.id).toBe(world.people.head.id)
  expect((await taker.ask(`GET /api/office/replies/${gone.id}`)).status).toBe(404)
  const events = await historyOf(world.context.db, gone.appealId)
  expect(events.filter(({ type }) => type === 'replyDiscarded')).toHaveLength(1)
  // The heir takes back what was proposed, or throws a draft away: it is theirs.
  expect((await letterOf(taker, waiting)).may).toContain('takeBack')
  expect((await taker.ask(`DELETE /api/office/replies/${drafted.id}`)).status).toBe(200)
  // Who wrote it is no second pair of eyes still, and the head who did not approves.
  const sent = await approve(head, waiting.id)
  expect(sent.body, JSON.stringify(sent.problem)).toMatchObject({ state: 'sent' })
})

test('nobody takes it: it stays with the appeal, and who takes that may make the letter theirs', async () => {
  const { who, letters } = await written('zhalgyz')
  const [letter] = letters
  if (letter === undefined) throw new Error()
  const { body } = await leaving(who, { all: null }, true)
  expect(body).toMatchObject({ active: false, handOver: { freed: 1, finished: true } })
  const taker = await world.as(heir)
  const adopt = () => taker.ask<Reply>(`POST /api/office/replies/${letter.id}/author`)
  expect((await adopt()).status).not.toBe(200)
  await taker.ask(`POST /api/office/appeals/${letter.appealId}/take-into-work`)
  expect((await letterOf(taker, letter)).may).toContain('becomeAuthor')
  expect((await adopt()).body).toMatchObject({ author: { id: heir.id }, texts: letter.texts })
  expect((await adopt()).problem.code).toBe('reply_author_here')
})

test('who writes it now goes on, and its author is another', async () => {
  const { who, letters } = await written('qalam', 2)
  const [taken, given] = letters
  if (taken === undefined || given === undefined) throw new Error()
  const writer = await world.as(heir)
  await world.context.moveClock(world.context.now() + quiet)
  for (const { appealId } of letters) {
    const body = { executorId: who.id, coExecutorIds: [heir.id] }
    const assigned = await head.ask(`POST /api/office/appeals/${appealId}/assignment`, { body })
    expect(assigned.status, JSON.stringify(assigned.problem)).toBe(200)
  }
  const held = await Promise.all(letters.map((letter) => lease(writer, letter)))
  // One has an heir, the other has none and is of who may write it.
  const each = { [`reply:${given.id}`]: world.people.head.id }
  expect((await leaving(who, { all: null, each }, true)).body.active).toBe(false)
  const adopted = await head.ask<Reply>(`POST /api/office/replies/${taken.id}/author`)
  expect(adopted.problem.code).toBe('reply_being_written')
  for (const reply of held) {
    const said = { texts: { kk: 'Жалғастырылған мәтін', ru: '' } }
    const saved = await writer.ask(`PUT /api/office/replies/${reply.id}`, { body: savedAs(reply, said) })
    expect(saved.status, JSON.stringify(saved.problem)).toBe(200)
  }
  expect((await letterOf(head, given)).author.id).toBe(world.people.head.id)
  await world.context.moveClock(world.context.now() + quiet)
  expect((await head.ask(`POST /api/office/replies/${taken.id}/author`)).status).toBe(200)
})

test('what another writes is not thrown away, nor what they saved after it was decided', async () => {
  const { who, letters } = await written('zhoimau', 12)
  const [writing, saved, idle] = letters
  if (writing === undefined || saved === undefined || idle === undefined) throw new Error()
  const writer = await world.as(heir)
  const each = Object.fromEntries(letters.map(({ id }) => [`reply:${id}`, 'discard']))
  for (const { appealId } of [writing, saved]) {
    const body = { executorId: who.id, coExecutorIds: [heir.id] }
    expect((await head.ask(`POST /api/office/appeals/${appealId}/assignment`, { body })).status).toBe(200)
  }
  const left = await leaving(who, { all: heir.id, each }, true)
  expect(left.body, JSON.stringify(left.problem)).toMatchObject({ handOver: { waiting: 12 } })
  await world.context.moveClock(world.context.now() + quiet)
  const said = { texts: { kk: 'Кейін жазылған мәтін', ru: '' } }
  const body = savedAs(await lease(writer, saved), said)
  expect((await writer.ask(`PUT /api/office/replies/${saved.id}`, { body })).status).toBe(200)
  await world.context.moveClock(world.context.now() + quiet)
  await lease(writer, writing)
  await runHandOvers(world.context)
  expect(await letterOf(writer, saved)).toMatchObject({ author: { id: heir.id }, ...said })
  expect((await letterOf(writer, writing)).author.id).toBe(heir.id)
  expect((await writer.ask(`GET /api/office/replies/${idle.id}`)).status).toBe(404)
})

test('of one who is away a head alone; of one who is here nobody', async () => {
  const { who, by, letters } = await written('sapar')
  const [letter] = letters
  if (letter === undefined) throw new Error()
  const adopt = (one: TestBrowser) => one.ask<Reply>(`POST /api/office/replies/${letter.id}/author`)
  expect((await adopt(head)).problem.code).toBe('reply_author_here')
  expect((await letterOf(head, letter)).may).not.toContain('becomeAuthor')
  await sendAway(world, { staffId: who.id, deputyId: heir.id, from: '2026-01-12', to: '2026-01-13' })
  // Who is away may write from where they are: nobody takes it from their hands.
  expect((await adopt(head)).problem.code).toBe('reply_being_written')
  await world.context.moveClock(world.context.now() + quiet)
  // The deputy may write it for them, and takes nothing from them.
  const deputy = await world.as(heir)
  expect((await adopt(deputy)).problem.code).toBe('reply_author_away')
  expect((await letterOf(head, letter)).may).toContain('becomeAuthor')
  const { body } = await adopt(head)
  expect(body).toMatchObject({ author: { id: world.people.head.id } })
  expect((await letterOf(by, letter)).may).not.toContain('discard')
  // Who has written in it still counts as a writer.
  const writers = await world.context.db
    .selectFrom('reply_writer')
    .select('staff_id')
    .where('reply_id', '=', letter.id)
    .execute()
  expect(writers.map(({ staff_id }) => staff_id)).toContain(who.id)
})

test('an approver who leaves: what waits for a yes waits for the next who may say it', async () => {
  const second = await makeStaff(world, 'ekinshi', 'Екінші Басшы', ['head'], ['office'])
  const { by, letters } = await written('usynushy')
  const [letter] = letters
  if (letter === undefined) throw new Error()
  expect((await propose(by, letter)).status).toBe(200)
  const listed = async (one: TestBrowser) =>
    (await one.ask<ReplyList>('GET /api/office/replies?state=proposed')).body.replies.map(({ id }) => id)
  expect(await listed(head)).toContain(letter.id)
  const left = await leaving(world.people.head, { all: second.id }, true)
  expect(left.status, JSON.stringify(left.problem)).toBe(200)
  const next = await world.as(second)
  expect(await listed(next)).toContain(letter.id)
  expect((await approve(next, letter.id)).body).toMatchObject({ state: 'sent' })
})
