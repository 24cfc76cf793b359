import { can } from '../../domain/appeal/can.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { lockForAct, lockKnown } from '../appeal/office-appeal-store.ts'
import type { Asker, Db } from '../context.ts'

/**
 * Locks an appeal for somebody who writes notes on it, and says of which kind: one of a call where they may write no
 * other. Throws NotFound or Refused.
 */
export async function lockToWrite(
  trx: Db,
  asker: Asker,
  appealId: string,
): Promise<{ appeal: SentAppeal; kind: 'note' | 'call' }> {
  const facts = await lockKnown(trx, asker, appealId)
  const calls = can(asker, 'note', facts) !== null && can(asker, 'callNote', facts) === null
  const appeal = await lockForAct(trx, asker, calls ? 'callNote' : 'note', appealId)
  return { appeal, kind: calls ? 'call' : 'note' }
}
