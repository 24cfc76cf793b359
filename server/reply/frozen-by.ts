import type { Db } from '../context.ts'
import { stepsOf } from './reply-store.ts'

/** Who opened a letter for signing, which its pages name; null: nobody has. */
export async function frozenBy(db: Db, replyId: string): Promise<string | null> {
  const steps = (await stepsOf(db, [replyId])).get(replyId) ?? []
  return steps.findLast(({ step }) => step === 'frozen')?.by ?? null
}
