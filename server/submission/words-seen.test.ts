import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jpeg } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import {
  attachToMessage,
  beginMessage,
  lastSeen,
  saveMessage,
  sendDraft,
  sendMessage,
  writeToClient,
} from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import type { SubmissionDraft } from '../../wire/submission.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'

// What the client writes while somebody of the staff answers what came before it.
let world: SignedWorld
let key: Awaited<ReturnType<typeof issueKey>>
let client: TestBrowser
let saule: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow('2026-01-12T05:00:00Z')
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
  id = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})

const waitsSince = async () =>
  (await saule.ask<OfficeAppeal>(`GET /api/office/appeals/${id}`)).body.awaitsWordSince
const settle = (seen: string | null) =>
  saule.ask(`POST /api/office/appeals/${id}/no-answer-needed`, { body: { seen } })

test('what staff never saw is not ended as needing no answer', async () => {
  await sendMessage(client, id, 'Бірінші.')
  const seen = await lastSeen(saule, id)
  world.setNow('2026-01-12T05:01:00Z')
  await sendMessage(client, id, 'Екінші.')
  expect(await settle(seen)).toMatchObject({ status: 409, problem: { code: 'changed_meanwhile' } })
  expect(await waitsSince()).toBe('2026-01-12T05:00:00.000Z')
  const both = await lastSeen(saule, id)
  expect(both).not.toBe(seen)
  expect((await settle(both)).status).toBe(200)
  expect(await waitsSince()).toBeNull()
})

test('a message goes, and answers what its writer had seen; what came later waits on', async () => {
  await sendMessage(client, id, 'Бірінші.')
  const seen = await lastSeen(saule, id)
  world.setNow('2026-01-12T05:01:00Z')
  await sendMessage(client, id, 'Екінші.')
  expect((await writeToClient(saule, id, 'Біріншісіне.', seen)).status).toBe(200)
  expect(await waitsSince()).toBe('2026-01-12T05:01:00.000Z')
  // What is no submission of this appeal was not seen here.
  expect((await writeToClient(saule, id, 'Бөтеніне.', crypto.randomUUID())).status).toBe(200)
  expect(await waitsSince()).toBe('2026-01-12T05:01:00.000Z')
  expect((await writeToClient(saule, id, 'Екіншісіне.')).status).toBe(200)
  expect(await waitsSince()).toBeNull()
})

test('a message that waits for its turn is of the moment when it came: after what the client sent meanwhile', async () => {
  const { db } = world.context
  const written = await db.transaction().execute(async (trx) => {
    await lockAppealFacts(trx, id)
    const writing = writeToClient(saule, id, 'Кезекте тұрған.', null)
    await waitsForLock(db)
    world.setNow('2026-01-12T05:02:00Z')
    return { writing }
  })
  expect((await written.writing).status).toBe(200)
  expect((await historyOf(db, id)).at(-1)).toMatchObject({
    type: 'messaged',
    occurredAt: '2026-01-12T05:02:00.000Z',
  })
})

test('read is what staff were shown with the appeal, not by a file or a page of its letter', async () => {
  const begun = (await beginMessage(client, id)).body
  await attachToMessage(client, begun.id, { name: 'a.jpg', bytes: jpeg })
  const { version } = (await client.ask<SubmissionDraft>(`GET /api/submissions/${begun.id}`)).body
  await sendDraft(client, (await saveMessage(client, { id: begun.id, version }, 'Суреті бар.')).body)
  const submission = async () =>
    (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body.correspondence.find(
      ({ kind }) => kind === 'submission',
    )
  const fileId = (await submission())?.files[0]?.id
  for (const path of [`files/${fileId}`, 'letter/pages/1', 'archive', 'evidence']) {
    expect((await saule.ask(`GET /api/office/appeals/${id}/${path}`)).status).toBe(200)
  }
  expect((await submission())?.firstReadAt).toBeNull()
  await saule.ask(`GET /api/office/appeals/${id}`)
  expect((await submission())?.firstReadAt).toBe('2026-01-12T05:00:00.000Z')
})
