import { afterAll, beforeAll, expect, test } from 'vitest'
import { runUnderJumpingClock } from '../../test/signal-runs.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-05T05:00:00Z')
  await sendFree(world, await world.as(world.people.aigerim), await issueKey(world.authority))
})
afterAll(() => world.close())

const appeals = 25
const seeds = 40

test(`${appeals * seeds} runs of signals under a jumping clock: none missing, none double`, async () => {
  let told = 0
  for (let seed = 1; seed <= seeds; seed += 1) told += await runUnderJumpingClock(world, 1000 + seed, appeals)
  expect(told).toBeGreaterThan(appeals * seeds)
  console.log(`${appeals * seeds} runs, ${told} signals`)
}, 1_800_000)
