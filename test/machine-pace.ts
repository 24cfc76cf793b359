import { spawnSync } from 'node:child_process'
import { expect } from 'vitest'

/** What a program that does nothing takes where nothing else runs, milliseconds. */
const atRestMs = 60

/** How many times slower than at rest this machine is just now. */
export function slowness(): number {
  const began = performance.now()
  spawnSync(process.execPath, ['--eval', '0'])
  return Math.max(1, (performance.now() - began) / atRestMs)
}

/**
 * What is promised in milliseconds was kept, on a machine that is busy with other things too. `before`: how slow it was
 * when the work began, for work that is long.
 */
export function expectWithin(promisedMs: number, tookMs: number, before = 1): void {
  if (tookMs >= promisedMs) expect(tookMs).toBeLessThan(promisedMs * Math.max(before, slowness()))
}
