import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { giveMandate } from '../../test/people.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { attachToMessage, beginMessage, saveMessage } from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { endMandate } from '../contract/end-mandate.ts'

// What a holder wrote in somebody else's appeal, once their mandate has ended (docs/decisions/0049).
let world: SignedWorld
let holder: TestBrowser
let id: string
let firstDay: PlainDate = plainDate('2026-01-01')
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const key = await issueKey(world.authority)
  id = (await sendFree(world, await world.as(world.people.aigerim), key)).body.id
  holder = await world.as(world.people.daniyar)
})
afterAll(() => world.close())
beforeEach(async () => {
  // The same mandate can't come back; another one is given, from another day.
  firstDay = addDays(firstDay, 1)
  await giveMandate(world.context, world.people.daniyar, world.people.aigerim, firstDay, null)
})
const takeBack = () => {
  const { daniyar, aigerim } = world.people
  return endMandate(world.context, { person: daniyar.iin, party: aigerim.iin, last: plainDate('2026-01-11') })
}

test('own data have it while it is open to them, and after that only when it was sent', async () => {
  const begun = (await beginMessage(holder, id)).body
  await attachToMessage(holder, begun.id, { name: 'Сенімхат.pdf', bytes: pdf })
  const saved = (await saveMessage(holder, { id: begun.id, version: 2 }, 'Өкілдің сөзі.')).body
  const sent = await holder.ask(`POST /api/submissions/${begun.id}/sending`, { version: saved.version })
  expect(sent.status).toBe(200)
  const data = async () => (await holder.ask('GET /api/profile/data')).body
  expect(await data()).toMatchObject({
    appeals: [],
    submissions: [
      {
        appealId: id,
        kind: 'message',
        text: 'Өкілдің сөзі.',
        sentAt: '2026-01-12T05:00:00.000Z',
        files: [{ name: 'Сенімхат.pdf' }],
      },
    ],
    submittedForOthers: [],
  })
  await takeBack()
  const after = await data()
  expect(after).toMatchObject({
    submissions: [],
    submittedForOthers: [{ sentAt: '2026-01-12T05:00:00.000Z' }],
  })
  expect(JSON.stringify(after)).not.toContain('Өкілдің сөзі.')
})

test('a press that was answered is not answered again: of a file, and of what was sent', async () => {
  const begun = (await beginMessage(holder, id)).body
  const saved = (await saveMessage(holder, begun, 'Қайталанған.')).body
  const draft = `/api/submissions/${begun.id}` as const
  const body = { name: 'b.pdf', size: pdf.length, sha256: 'a'.repeat(64) }
  const upload = () => holder.ask(`POST ${draft}/uploads`, { body, key: 'upload-once' })
  const send = () => holder.ask(`POST ${draft}/sending`, { version: saved.version, key: 'sent-once' })
  expect((await upload()).status).toBe(200)
  await takeBack()
  expect((await upload()).status).toBe(404)
  await giveMandate(world.context, world.people.daniyar, world.people.aigerim, addDays(firstDay, 5), null)
  expect((await send()).status).toBe(200)
  expect((await send()).status).toBe(200)
  await takeBack()
  expect((await send()).status).toBe(404)
})
