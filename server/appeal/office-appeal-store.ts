import { can } from '../../domain/appeal/can.ts'
import type { Action } from '../../domain/appeal/status.ts'
import type { Asker, Db } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { findSentAppeal, lockAppealFacts, type SentAppeal } from './appeal-store.ts'

/** A sent appeal for staff; throws NotFound when there is none. */
export async function officeAppeal(db: Db, appealId: string): Promise<SentAppeal> {
  const appeal = await findSentAppeal(db, appealId)
  if (appeal === null) throw new NotFound()
  return appeal
}

/**
 * Locks an appeal for an act of staff and asks whether this person may do it now. Throws NotFound or Refused; after
 * it nobody else changes the appeal until the transaction ends.
 */
export async function lockForAct(
  trx: Db,
  asker: Asker,
  action: Action,
  appealId: string,
): Promise<SentAppeal> {
  const facts = await lockAppealFacts(trx, appealId)
  const appeal = facts === null ? null : await findSentAppeal(trx, appealId)
  if (facts === null || appeal === null) throw new NotFound()
  const refusal = can(asker, action, facts)
  if (refusal !== null) throw new Refused(refusal)
  return appeal
}
