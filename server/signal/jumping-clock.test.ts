import { afterAll, beforeAll, expect, test } from 'vitest'
import { runUnderJumpingClock } from '../../test/signal-runs.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'

// A thousand of them: jumping-clock.wide.test.ts.
let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-05T05:00:00Z')
  await sendFree(world, await world.as(world.people.aigerim), await issueKey(world.authority))
})
afterAll(() => world.close())

test.each([1, 2])(
  'seed %i: none missing, none double, whatever the clock does and if a worker dies',
  async (seed) => {
    expect(await runUnderJumpingClock(world, seed, 8)).toBeGreaterThan(8)
  },
)
