import type { SentAppeal } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Db } from '../context.ts'

/** Who writes notes only of calls, writes one of a call. */
const writingAct = ({ roles }: Asker): 'note' | 'callNote' =>
  roles.includes('callCentre') && roles.length === 1 ? 'callNote' : 'note'

/** Locks an appeal for somebody who writes notes on it, and says of which kind. Throws NotFound or Refused. */
export async function lockToWrite(
  trx: Db,
  asker: Asker,
  appealId: string,
): Promise<{ appeal: SentAppeal; kind: 'note' | 'call' }> {
  const act = writingAct(asker)
  const appeal = await lockForAct(trx, asker, act, appealId)
  return { appeal, kind: act === 'callNote' ? 'call' : 'note' }
}
