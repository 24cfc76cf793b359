import type { Context } from '../context.ts'
import { markCancelled } from './egov-mobile-store.ts'
import { type CodeAsker, ownEgovMobileSigning } from './own-signing.ts'

/** The page leaves a code, or the signature that came by it, unused. Throws NotFound. */
export async function cancelEgovMobileSigning(context: Context, who: CodeAsker, id: string): Promise<void> {
  const { id: own } = await ownEgovMobileSigning(context, who, id)
  await markCancelled(context.db, own)
}
