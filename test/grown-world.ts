import { makeDemoWorld } from '../demo/make-world.ts'
import type { Context } from '../server/context.ts'
import { loadTrust } from '../server/signature/load-trust.ts'
import { type BareContext, createBareContext } from './bare-context.ts'

/** A demo world that has just been made, on a Monday in working hours, with its own authority's roots. */
export async function createDemoContext(): Promise<BareContext> {
  const bare = await createBareContext('2026-11-23T06:00:00Z', true)
  await makeDemoWorld(bare.context)
  const trust = await loadTrust(bare.context.db, { folder: null })
  const context: Context = { ...bare.context, trust }
  return { ...bare, context }
}
