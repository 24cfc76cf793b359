import { afterAll, beforeAll, expect, test } from 'vitest'
import { egovMobileBefore, newsOf, openLetterCode } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, freeDraft, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { PreparedLetter } from '../../wire/appeal.ts'

let world: SignedWorld
let owner: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  owner = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

const count = (statuses: readonly number[]) =>
  Object.fromEntries([...new Set(statuses)].map((one) => [one, statuses.filter((s) => s === one).length]))

test('of 300 wrong answers at once ten are checked, and the code is over', async () => {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const foreign = await issueKey(world.authority, { iin: '850412170014' })
  const app = egovMobileBefore(world, code, foreign)
  const wrong = await app.signed()
  const heard = await Promise.all(Array.from({ length: 300 }, () => app.put(wrong)))
  const statuses = count(heard.map(({ status }) => status))
  expect(statuses[403]).toBe(10)
  // The others came while ten were being checked, or after them.
  expect((statuses[429] ?? 0) + (statuses[404] ?? 0)).toBe(290)
  expect((await newsOf(owner, code)).state).toBe('expired')
})

test('the right answer among wrong ones at once is taken when it is among the ten', async () => {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const foreign = egovMobileBefore(world, code, await issueKey(world.authority, { iin: '850412170014' }))
  const own = egovMobileBefore(world, code, await issueKey(world.authority))
  const [wrong, right] = [await foreign.signed(), await own.signed()]
  const heard = await Promise.all(Array.from({ length: 10 }, (_, n) => own.put(n === 9 ? right : wrong)))
  expect(heard[9]?.status).toBe(200)
  expect((await newsOf(owner, code)).state).toBe('signed')
  const row = await world.context.db
    .selectFrom('phone_signing')
    .select(['tries', 'refusals'])
    .where('id', '=', code.id)
    .executeTakeFirstOrThrow()
  // The last wrong one may have come when the right one had been taken.
  expect([8, 9]).toContain(row.tries)
})

test('codes opened at once for several letters are counted together: thirty, and no more', async () => {
  const client = await world.as(world.people.daniyar)
  const letters: { id: string; letterId: string }[] = []
  for (let n = 0; n < 6; n += 1) {
    const draft = await freeDraft(client, world.contracts.daniyars)
    const { body } = await client.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    letters.push({ id: draft.id, letterId: body.letterId })
  }
  const open = async ({ id, letterId }: { id: string; letterId: string }) =>
    (await client.ask(`POST /api/drafts/${id}/egov-mobile-signing`, { body: { letterId } })).status
  const [first, ...others] = letters
  if (first === undefined) throw new Error('no letter')
  for (let n = 0; n < 28; n += 1) expect(await open(first)).toBe(200)
  expect(count(await Promise.all(others.map(open)))).toEqual({ 200: 2, 429: 3 })
})

test('of 600 wrong addresses at once two hundred are looked up', async () => {
  const tries = Array.from({ length: 600 }, (_, n) =>
    fetch(`${world.origin}/api/mgov/${String(n).padStart(22, 'A')}`),
  )
  expect(count((await Promise.all(tries)).map(({ status }) => status))).toEqual({ 404: 200, 429: 400 })
})
