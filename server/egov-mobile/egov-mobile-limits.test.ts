import { afterAll, beforeAll, expect, test } from 'vitest'
import { egovMobileBefore, openCode, openLetterCode, pressSend } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, freeDraft, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { Draft, PreparedLetter } from '../../wire/appeal.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

test('a client opens thirty codes in ten minutes, and no more until they have passed', async () => {
  const owner = await world.as(world.people.aigerim)
  const { draftId, letterId } = await openLetterCode(owner, world.contracts.rent)
  const open = () => owner.ask(`POST /api/drafts/${draftId}/egov-mobile-signing`, { body: { letterId } })
  for (let n = 1; n < 30; n += 1) expect((await open()).status).toBe(200)
  expect((await open()).problem.code).toBe('too_many_requests')
  world.setNow('2026-01-12T05:10:00Z')
  expect((await open()).status).toBe(200)
})

test('a letter of many pages goes to the phone and comes back signed', async () => {
  const owner = await world.as(world.people.aigerim)
  const draft = await freeDraft(owner, world.contracts.rent)
  const text = Array.from({ length: 200 }, (_, n) => `${n + 1}. Төлем әлі түспеді`).join('\n')
  const saved = await owner.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { answers: { text } },
  })
  expect(saved.status).toBe(200)
  const letter = await owner.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
  expect(letter.body.pages, JSON.stringify(letter.body).slice(0, 300)).toBeGreaterThanOrEqual(5)
  const { letterId } = letter.body
  const code = await openCode(owner, draft.id, letterId)
  const app = egovMobileBefore(world, code, await issueKey(world.authority))
  expect((await app.sign('attached')).status).toBe(200)
  expect((await pressSend(owner, { draftId: draft.id, letterId, code })).status).toBe(200)
})

test('an address that tries codes and tokens is stopped, and then not let in with the right one either', async () => {
  const owner = await world.as(world.people.aigerim)
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const app = egovMobileBefore(world, code, await issueKey(world.authority))
  const { document } = await app.errand()
  const tries = Array.from({ length: 200 }, (_, n) =>
    n % 2 === 0
      ? fetch(`${world.origin}/api/mgov/${String(n).padStart(22, 'A')}`)
      : fetch(document.uri, { headers: { authorization: `Bearer ${String(n).padStart(43, 'A')}` } }),
  )
  const statuses = new Set((await Promise.all(tries)).map(({ status }) => status))
  expect([...statuses].sort()).toEqual([401, 404])
  await expect(app.errand()).rejects.toMatchObject({
    heard: { status: 429, message: expect.stringMatching(/\p{Script=Cyrillic}/u) },
  })
})
