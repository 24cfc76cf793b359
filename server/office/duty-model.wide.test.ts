import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough, modelWorld } from '../../test/duty-model/run.ts'
import type { SignedWorld } from '../../test/signed-world.ts'

// The same as the short one, as long as an office lives in weeks. `MODEL_SEED` and `MODEL_ACTS` tell another life.
// Histories only grow: what is wrong with one is still wrong hundreds of acts later.
let world: SignedWorld
beforeAll(async () => {
  world = await modelWorld(40)
}, 600_000)
afterAll(() => world.close())

test('after thousands of random acts every open appeal is in one place, and somebody who is here must act', async () => {
  const seed = Number(process.env.MODEL_SEED ?? 11)
  const acts = Number(process.env.MODEL_ACTS ?? 10_000)
  const tally = await liveThrough(world, { seed, acts, historiesEvery: 500 })
  // Every kind of act was done, and not only tried.
  for (const [kind, { done, refused }] of tally) {
    expect(done, `${kind}, seed ${seed}; refused: ${[...refused].join('; ')}`).toBeGreaterThan(0)
  }
}, 3_000_000)
