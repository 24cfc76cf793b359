import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '../../domain/appeal/history.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { firstUnit, makeStaff, registeredAppeals } from '../../test/office.ts'
import { giveMandate } from '../../test/people.ts'
import { answer, approve, correct, forward, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, signDraft } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { agreeToWithdrawal, withdraw } from '../../test/withdrawal.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { Internal } from '../../wire/case.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { registerDue } from '../registry/register.ts'
import { recordRules } from '../unit/routing-store.ts'
import { historyOf } from './event-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
let registrar: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  const { people } = world
  client = await world.as(people.aigerim)
  executor = await world.as(people.executor)
  head = await world.as(people.head)
  registrar = await world.as(people.registrar)
})
afterAll(() => world.close())

async function taken(): Promise<string> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  return id
}
async function answered(): Promise<string> {
  const id = await taken()
  await answer(executor, head, id)
  return id
}
const follow = (id: string, kind: string, who = client) =>
  who.ask<Draft>(`POST /api/appeals/${id}/follow-ups`, { body: { kind } })
const seen = async (id: string, who = client) => (await who.ask<OwnAppeal>(`GET /api/appeals/${id}`)).body
const internal = async (id: string) =>
  (await registrar.ask<Internal>(`GET /api/office/appeals/${id}/internal`)).body
/** What the client adds themselves, and the sending. */
async function send(draft: Draft): Promise<string> {
  const answers = { ...draft.answers, about: 'service', demand: 'Қайта қарауды сұраймын.' }
  const saved = await client.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { answers },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const body = await signDraft(world, client, draft.id, key)
  const sent = await client.ask(`POST /api/drafts/${draft.id}/signature`, { body })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  await registerDue(world.context)
  return draft.id
}
const objectedTo = async (id: string) => await send((await follow(id, 'objection')).body)

describe('an objection', () => {
  test('is a complaint that names the appeal and the letter, begun once under two presses', async () => {
    const id = await answered()
    const letter = (await seen(id)).correspondence.find(({ kind }) => kind === 'answer')
    const [one, two] = await Promise.all([follow(id, 'objection'), follow(id, 'objection')])
    expect([one.status, two.status], JSON.stringify(one.body)).toEqual([200, 200])
    expect(two.body.id).toBe(one.body.id)
    const { type, answers, contract, follows } = one.body
    expect(type?.code).toBe('gen.complaint')
    expect(contract.number).toBe((await seen(id)).contractNumber)
    expect(answers.relatedAppeal).toBe(id)
    expect(answers.text).toBe(
      `Компанияның 2026 жылғы 12 қаңтардағы № ${letter?.outgoing?.number} хатымен келіспеймін.`,
    )
    expect(follows).toMatchObject({ id, kind: 'objection' })
    expect((await follow(id, 'objection')).body.id).toBe(one.body.id)
  })

  test('is linked both ways once it is sent, has a number and a term of its own, and is sent once', async () => {
    const id = await answered()
    const before = await seen(id)
    expect(before.mayFollow).toEqual(['objection', 'again'])
    expect((await internal(id)).links).toEqual([])
    const complaint = await objectedTo(id)
    const [first, second] = [await seen(id), await seen(complaint)]
    expect(first.followedBy).toMatchObject([
      { id: complaint, kind: 'objection', number: second.registration },
    ])
    expect(second.follows).toMatchObject({ id, kind: 'objection', number: first.registration })
    expect(second.due?.date).not.toBe(undefined)
    expect(second.registrationNumber).not.toBe(first.registrationNumber)
    expect(first).toMatchObject({ status: 'executed', history: before.history, mayFollow: ['again'] })
    expect((await follow(id, 'objection')).problem.code).toBe('objected_already')
    for (const [one, two] of [
      [id, complaint],
      [complaint, id],
    ] as const) {
      const { links, history } = await internal(one)
      expect(links).toMatchObject([{ appealId: two, kind: 'objection', by: null }])
      expect(history.filter(({ type }) => type === 'linked')).toMatchObject([{ source: 'cabinet' }])
      // What a client linked, nobody of the staff takes apart.
      const taken = await registrar.ask(`DELETE /api/office/appeals/${one}/links/${links[0]?.id}`)
      expect(taken.status).toBe(404)
    }
  })

  test('is not in the hands of those whose letter it is about', async () => {
    const { people } = world
    const complaint = await objectedTo(await answered())
    const named = (await historyOf(world.context.db, complaint)).find(({ type }) => type === 'concernsNamed')
    expect(named?.data).toEqual({ staffIds: [people.executor.id, people.head.id].sort(), reasonId: null })
    const told = (await internal(complaint)).history.find(({ type }) => type === 'concernsNamed')
    expect(told?.people.every((name) => name !== '')).toBe(true)
    const ask = async (who: TestBrowser, what: string, body?: object) =>
      (await who.ask(`POST /api/office/appeals/${complaint}/${what}`, body && { body })).problem.code
    expect(await ask(executor, 'take-into-work')).toBe('about_self')
    const reason = 'Шағымды қарау'
    const give = { executorId: people.otherExecutor.id, reason }
    expect(await ask(head, 'assignment', give)).toBe('about_self')
    expect(await ask(head, 'routing', { unitId: await firstUnit(world), reason })).toBe('about_self')
    expect(await ask(registrar, 'assignment', { executorId: people.executor.id, reason })).toBe('about_them')
    expect(
      (await registrar.ask(`POST /api/office/appeals/${complaint}/assignment`, { body: give })).status,
    ).toBe(200)
    const other = await world.as(people.otherExecutor)
    const { body: reply } = await propose(other, await writeReply(other, complaint, 'answer'))
    expect((await approve(head, reply.id)).problem.code).toBe('about_self')
    const second = await makeStaff(world, 'second', 'Екінші Басшы', ['head'], ['office'])
    expect((await approve(await world.as(second), reply.id)).body.state).toBe('sent')
  })

  test('is of a letter: while the appeal is open there is none, to a forwarding there is', async () => {
    const open = await taken()
    expect((await seen(open)).mayFollow).toEqual([])
    expect((await follow(open, 'objection')).problem.code).toBe('action_not_in_status')
    expect((await follow(open, 'again')).problem.code).toBe('action_not_in_status')
    await forward(executor, head, open)
    expect((await seen(open)).mayFollow).toEqual(['objection', 'again'])
    expect((await follow(open, 'objection')).body.follows?.kind).toBe('objection')
  })

  test('that was taken back leaves the letter to be objected to', async () => {
    const id = await answered()
    const complaint = await objectedTo(id)
    expect((await follow(id, 'objection')).problem.code).toBe('objected_already')
    const { body } = await withdraw(world, client, key, complaint)
    const other = await world.as(world.people.otherExecutor)
    await other.ask(`POST /api/office/appeals/${complaint}/take-into-work`)
    expect((await agreeToWithdrawal(other, complaint, body.id)).status).toBe(200)
    expect((await follow(id, 'objection')).status).toBe(200)
  })

  test('of another client is nothing at all', async () => {
    const id = await answered()
    expect((await follow(id, 'objection', await world.as(world.people.daniyar))).status).toBe(404)
  })

  test('that moves to a contract of another party follows the first no more, and leaves it to its own', async () => {
    const { people, contracts, context } = world
    await giveMandate(context, people.daniyar, people.aigerim, '2026-01-01', null)
    const daniyar = await world.as(people.daniyar)
    const id = await answered()
    const { body: begun } = await follow(id, 'objection', daniyar)
    expect(begun.follows).toMatchObject({ id })
    const { body: moved } = await daniyar.ask<Draft>(`PATCH /api/drafts/${begun.id}`, {
      version: begun.version,
      body: { contractId: contracts.daniyars },
    })
    expect(moved.follows).toBeNull()
    const row = await context.db
      .selectFrom('appeal')
      .selectAll()
      .where('id', '=', begun.id)
      .executeTakeFirst()
    expect(row).toMatchObject({ follows_id: null, follow_kind: null, objects_to: null })
  })
})

test('written again about the same: a draft of its own under the contract, linked, about nobody', async () => {
  const id = await answered()
  const { body: draft } = await follow(id, 'again')
  expect(draft).toMatchObject({ type: null, answers: {}, follows: { id, kind: 'again' } })
  expect((await follow(id, 'again')).body.id).toBe(draft.id)
  expect((await follow(id, 'objection')).body.id).not.toBe(draft.id)
  const saved = await client.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: {
      typeCode: 'gen.free',
      answers: { subject: 'Сол мәселе туралы', text: 'Сол мәселе бойынша тағы жазамын.' },
    },
  })
  const sent = await send({ ...saved.body, answers: {} })
  expect((await seen(sent)).follows).toMatchObject({ id, kind: 'again' })
  const types = (await historyOf(world.context.db, sent)).map(({ type }) => type)
  expect(types).toContain('linked')
  expect(types).not.toContain('concernsNamed')
  // It stays open to be written about as often as somebody wants.
  expect((await seen(id)).mayFollow).toEqual(['objection', 'again'])
})

test('an objection goes by rule to nobody whom it is about', async () => {
  const id = await answered()
  const rules = [{ code: 'all', unit: 'office', handing: 'byLoad' }] as const
  await recordRules(world.context.db, plainDate('2026-01-12'), rules, world.context.now())
  const complaint = await objectedTo(id)
  const given = (await historyOf(world.context.db, complaint)).find(({ type }) => type === 'takenIntoWork')
  expect(given?.data).toEqual({ executorId: world.people.otherExecutor.id })
})

test('an objection is taken from those who correct the letter after it was sent: no door is left to them', async () => {
  const { people } = world
  const id = await answered()
  const letter = (await seen(id)).correspondence.find(({ kind }) => kind === 'answer')
  const complaint = await objectedTo(id)
  const third = await makeStaff(world, 'third', 'Үшінші Басшы', ['head', 'executor', 'registrar'], ['office'])
  const fourth = await makeStaff(world, 'fourth', 'Төртінші Басшы', ['head', 'executor'], ['office'])
  const [corrector, approver, other] = [
    await world.as(third),
    await world.as(fourth),
    await world.as(people.otherExecutor),
  ]
  const reason = 'Шағымды қарау'
  const give = { executorId: third.id, coExecutorIds: [fourth.id], reason }
  const given = await registrar.ask(`POST /api/office/appeals/${complaint}/assignment`, { body: give })
  expect(given.status, JSON.stringify(given.body)).toBe(200)
  const { body: waiting } = await propose(corrector, await writeReply(corrector, complaint, 'answer'))
  expect(waiting.state).toBe('proposed')

  await correct(corrector, approver, id, letter?.id ?? '')
  const { executorId, coExecutorIds, concernedIds } = stateOf(await historyOf(world.context.db, complaint))
  expect({ executorId, coExecutorIds }).toEqual({ executorId: null, coExecutorIds: [] })
  expect([...concernedIds].sort()).toEqual([people.executor.id, people.head.id, third.id, fourth.id].sort())
  const path = `/api/office/appeals/${complaint}` as const
  const unitId = await firstUnit(world)
  const doors: [name: string, ask: (who: TestBrowser) => Promise<{ problem: { code: string } }>][] = [
    ['take', (who) => who.ask(`POST ${path}/take-into-work`)],
    ['assign', (who) => who.ask(`POST ${path}/assignment`, { body: { ...give, coExecutorIds: [] } })],
    ['route', (who) => who.ask(`POST ${path}/routing`, { body: { unitId, reason } })],
    ['write', (who) => who.ask(`POST ${path}/replies`, { body: { kind: 'answer' } })],
    ['message', (who) => who.ask(`POST ${path}/messages`, { body: { text: 'Хабар', seen: null } })],
    ['name', (who) => who.ask(`PUT ${path}/concerned`, { body: { staffIds: [], reason } })],
  ]
  for (const [name, ask] of doors) {
    for (const who of [corrector, approver]) {
      expect((await ask(who)).problem.code, name).toBe('about_self')
    }
  }
  // Nor does anybody give it to them.
  for (const executorId of [third.id, fourth.id]) {
    const body = { executorId, reason }
    const back = await registrar.ask(`POST ${path}/assignment`, { body })
    expect(back.problem.code).toBe('about_them')
  }
  expect((await other.ask(`POST ${path}/take-into-work`)).status).toBe(200)
  // What they had proposed is a draft again: nobody can say yes to it.
  expect((await approve(head, waiting.id)).problem.code).toBe('reply_moved_on')
})
