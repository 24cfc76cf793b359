import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { makeStaff, registeredAppeals } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { approve, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { ReplyList } from '../../wire/reply.ts'
import type { Signals } from '../../wire/signal.ts'
import { addUnit } from '../unit/add-unit.ts'
import { tellDue } from './tell-due.ts'

let world: SignedWorld
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const [first = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  id = first
  const office = await world.as(world.people.otherExecutor)
  expect((await office.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
})
afterAll(() => world.close())

const told = async (person: TestStaff) => {
  const office = await world.as(person)
  const { rows } = (await office.ask<z.output<typeof Signals>>('GET /api/office/signals')).body
  return rows.map(({ kind }) => kind).reverse()
}

test('a letter that is proposed tells the head, sent back or approved who proposed it; done meanwhile, nobody', async () => {
  const { otherExecutor: askar, head } = world.people
  const [writer, approver] = [await world.as(askar), await world.as(head)]
  const written = await writeReply(writer, id, 'answer')
  const proposed = (await propose(writer, written)).body
  await tellDue(world.context)
  expect(await told(head)).toEqual(['toApprove'])
  expect(await told(askar)).toEqual([])
  const body = { version: proposed.version, remark: 'Төлемнің күнін жазыңыз.' }
  expect((await approver.ask(`POST /api/office/replies/${written.id}/return`, { body })).status).toBe(200)
  await tellDue(world.context)
  expect(await told(askar)).toEqual(['sentBack'])
  const again = await writeReply(writer, id, 'answer', { texts: { kk: 'Түзетілді, төлем түсті.', ru: '' } })
  await propose(writer, again)
  expect((await approve(approver, again.id)).body).toMatchObject({ state: 'sent' })
  // Proposed and approved between two looks: the head has nothing to approve or to sign any more.
  await tellDue(world.context)
  expect(await told(head)).toEqual(['toApprove'])
  expect(await told(askar)).toEqual(['sentBack', 'approved'])
  const outcomes = await world.context.db
    .selectFrom('signal_plan')
    .select(['kind', 'outcome'])
    .where('track', '=', 'event')
    .where('kind', 'in', ['toApprove', 'toSign'])
    .orderBy('event_seq')
    .execute()
  expect(outcomes).toEqual([
    { kind: 'toApprove', outcome: 'told' },
    { kind: 'toApprove', outcome: 'over' },
    { kind: 'toSign', outcome: 'over' },
  ])
})

test('a letter on the registrar’s desk waits for the topmost heads: they are told, see it and say yes', async () => {
  const { registrar, head } = world.people
  const [desk, top] = [await world.as(registrar), await world.as(head)]
  const [appealId = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  const reason = 'Кімге екені анық емес'
  const routed = await desk.ask(`POST /api/office/appeals/${appealId}/routing`, {
    body: { unitId: null, reason },
  })
  expect(routed.status, JSON.stringify(routed.body)).toBe(200)
  expect((await top.ask(`GET /api/office/appeals/${appealId}`)).status).toBe(404)
  const before = (await told(head)).length
  const receiver = { name: 'Сынақ облысының әкімдігі', address: 'Сынақ қ., 2' }
  const written = await writeReply(desk, appealId, 'forwarding', { receiver })
  const proposed = (await propose(desk, written)).body
  await tellDue(world.context)
  expect((await told(head)).slice(before)).toEqual(['toApprove'])
  const listed = (await top.ask<ReplyList>('GET /api/office/replies?state=proposed')).body.replies
  expect(listed.map(({ id: one }) => one)).toContain(proposed.id)
  expect((await approve(top, proposed.id)).body).toMatchObject({ state: 'sent' })
  expect((await top.ask(`GET /api/office/appeals/${appealId}`)).status).toBe(404)
})

test('a letter that waits is told to those who may approve it where it is routed', async () => {
  const office = await world.as(world.people.registrar)
  const name = { kk: 'Заң бөлімі', ru: 'Юридический отдел', en: 'Legal office' }
  const legal = await addUnit(world.context, null, { code: 'law', name, parentId: null })
  const legalHead = await makeStaff(world, 'law-head', 'Заңгеров Заңгер', ['head'], ['law'])
  const [appealId = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  const receiver = { name: 'Сынақ облысының әкімдігі', address: 'Сынақ қ., 2' }
  await propose(office, await writeReply(office, appealId, 'forwarding', { receiver }))
  await tellDue(world.context)
  const before = (await told(legalHead)).length
  const body = { unitId: legal, reason: 'Заң бөліміне' }
  expect((await office.ask(`POST /api/office/appeals/${appealId}/routing`, { body })).status).toBe(200)
  await tellDue(world.context)
  expect((await told(legalHead)).slice(before)).toEqual(['toApprove'])
})
