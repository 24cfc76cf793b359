import { type AppealFacts, can, isKnownTo, standingFor } from '../../domain/appeal/can.ts'
import type { Act, OfficeAct } from '../../domain/appeal/rights.ts'
import type { Asker, Db } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { findSentAppeal, lockAppealFacts, type SentAppeal } from './appeal-store.ts'
import { tellWhoWasFirst } from './last-act-store.ts'

/**
 * A sent appeal for staff who may look at it in this way. Throws NotFound when there is none, and when it is not theirs
 * to know of.
 */
export async function officeAppeal(
  db: Db,
  asker: Asker,
  act: Extract<OfficeAct, 'card' | 'readLetter'>,
  appealId: string,
): Promise<SentAppeal> {
  const appeal = await findSentAppeal(db, appealId)
  if (appeal === null || standingFor(asker, act, appeal.facts).length === 0) throw new NotFound()
  return appeal
}

/**
 * Locks an appeal for an act of staff and asks whether this person may do it now. Throws NotFound or Refused; after
 * it nobody else changes the appeal until the transaction ends.
 */
export async function lockForAct(trx: Db, asker: Asker, act: Act, appealId: string): Promise<SentAppeal> {
  const facts = await lockKnown(trx, asker, appealId)
  const appeal = await findSentAppeal(trx, appealId)
  if (appeal === null) throw new NotFound()
  const refusal = can(asker, act, facts)
  if (refusal !== null) throw new Refused(await tellWhoWasFirst(trx, appealId, refusal))
  return appeal
}

/** Locks an appeal that this person may know of, until the transaction ends. Throws NotFound. */
export async function lockKnown(trx: Db, asker: Asker, appealId: string): Promise<AppealFacts> {
  const facts = await lockAppealFacts(trx, appealId)
  if (facts === null || !isKnownTo(asker, facts)) throw new NotFound()
  return facts
}
