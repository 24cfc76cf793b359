import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLetterCode, phoneBefore } from '../../test/phone-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

test('a client opens thirty codes in ten minutes, and no more until they have passed', async () => {
  const owner = await world.as(world.people.aigerim)
  const { draftId, letterId } = await openLetterCode(owner, world.contracts.rent)
  const open = () => owner.ask(`POST /api/drafts/${draftId}/phone-signing`, { body: { letterId } })
  for (let n = 1; n < 30; n += 1) expect((await open()).status).toBe(200)
  expect((await open()).problem.code).toBe('too_many_requests')
  world.setNow('2026-01-12T05:10:00Z')
  expect((await open()).status).toBe(200)
})

test('an address that tries codes and tokens is stopped, and then not let in with the right one either', async () => {
  const owner = await world.as(world.people.aigerim)
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const phone = phoneBefore(world, code, await issueKey(world.authority))
  const { document } = await phone.errand()
  const tries = Array.from({ length: 200 }, (_, n) =>
    n % 2 === 0
      ? fetch(`${world.origin}/api/mgov/${String(n).padStart(22, 'A')}`)
      : fetch(document.uri, { headers: { authorization: `Bearer ${String(n).padStart(43, 'A')}` } }),
  )
  const statuses = new Set((await Promise.all(tries)).map(({ status }) => status))
  expect([...statuses].sort()).toEqual([401, 404])
  await expect(phone.errand()).rejects.toMatchObject({
    heard: { status: 429, message: expect.stringMatching(/\p{Script=Cyrillic}/u) },
  })
})
