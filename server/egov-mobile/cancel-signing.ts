import type { Context } from '../context.ts'
import { markCancelled } from './egov-mobile-store.ts'
import { type CodeAsker, ownPhoneSigning } from './own-signing.ts'

/** The page leaves a code, or the signature that came by it, unused. Throws NotFound. */
export async function cancelPhoneSigning(context: Context, who: CodeAsker, id: string): Promise<void> {
  const { id: own } = await ownPhoneSigning(context, who, id)
  await markCancelled(context.db, own)
}
