import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough, modelWorld } from '../../test/duty-model/run.ts'
import type { SignedWorld } from '../../test/signed-world.ts'

// What docs/office.md 3 promises after any act: the wide test lives longer.
let world: SignedWorld
beforeAll(async () => {
  world = await modelWorld(12)
}, 300_000)
afterAll(() => world.close())

test('whatever people do, every open appeal is in one place, and somebody who is here must act', async () => {
  const seed = Number(process.env.MODEL_SEED ?? 20261129)
  const acts = 120
  const tally = await liveThrough(world, { seed, acts, historiesEvery: 25 })
  const done = [...tally.values()].reduce((sum, one) => sum + one.done, 0)
  expect(done, `seed ${seed}`).toBeGreaterThan(acts / 4)
}, 900_000)
