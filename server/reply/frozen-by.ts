import { refuse } from '../../domain/refusal.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { lastStep } from './step-store.ts'

/** Who opened a letter for signing, which its pages name; null: nobody has. */
export async function frozenBy(db: Db, replyId: string): Promise<string | null> {
  return (await lastStep(db, replyId, { is: 'frozen' }))?.by ?? null
}

/** Its letters name who opened it for signing; who else could sign it is told of them. */
export async function refuseOthers(db: Db, { reply, asker, day }: ReplyInPlace): Promise<void> {
  const by = await frozenBy(db, reply.id)
  if (by === asker.id) return
  throw new Refused(refuse('reply_frozen_by', { name: by === null ? '' : (day.names.get(by) ?? '') }))
}
