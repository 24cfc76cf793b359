import { randomUUID } from 'node:crypto'
import { refuse } from '../../domain/refusal.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { recordOfficeEvent } from './case-events.ts'
import { appealOfNumber, insertLink, isInReach, isInSight, markUnlinked, openLink } from './link-store.ts'

interface NewLink {
  readonly kind: 'repeat' | 'related'
  readonly other: { readonly appealId: string } | { readonly number: string }
}

/** Links two appeals; both histories say so. The other one is in the asker's sight, and theirs to work
 * with: office.visibility widens no act. Throws NotFound or Refused. */
export async function linkAppeals(
  context: Context,
  caller: Asker,
  appealId: string,
  { kind, other }: NewLink,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const otherId = await otherOf(trx, asker, other)
    if (otherId === null || otherId === appealId) throw atOther('link_unknown')
    await lockBoth(trx, appealId, otherId)
    await lockForAct(trx, asker, 'link', appealId)
    const at = context.now()
    if (!(await isInReach(trx, asker, otherId))) throw atOther('another_unit')
    const linkId = randomUUID()
    if (!(await insertLink(trx, { id: linkId, appealId, otherId, kind, by: asker.id, at }))) {
      throw atOther('linked_already')
    }
    for (const [one, two] of [
      [appealId, otherId],
      [otherId, appealId],
    ] as const) {
      const data = { linkId, appealId: two }
      await recordOfficeEvent(trx, asker, {
        appealId: one,
        type: 'linked',
        key: `linked:${linkId}`,
        data,
        at,
      })
    }
  })
}

/** Takes a link back, on both sides. Throws NotFound or Refused. */
export async function unlinkAppeals(
  context: Context,
  caller: Asker,
  appealId: string,
  linkId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const link = await openLink(trx, linkId)
    if (link === null || ![link.appealId, link.otherId].includes(appealId)) throw new NotFound()
    const otherId = link.appealId === appealId ? link.otherId : link.appealId
    await lockBoth(trx, appealId, otherId)
    await lockForAct(trx, asker, 'link', appealId)
    const at = context.now()
    // Somebody else may have been first while we waited for the lock.
    if ((await openLink(trx, linkId)) === null || !(await isInSight(trx, asker, otherId)))
      throw new NotFound()
    if (!(await isInReach(trx, asker, otherId))) throw atOther('another_unit')
    await markUnlinked(trx, linkId, asker.id, at)
    for (const [one, two] of [
      [appealId, otherId],
      [otherId, appealId],
    ] as const) {
      const data = { linkId, appealId: two }
      const key = `unlinked:${linkId}`
      await recordOfficeEvent(trx, asker, { appealId: one, type: 'unlinked', key, data, at })
    }
  })
}

const atOther = (code: 'link_unknown' | 'linked_already' | 'another_unit') => {
  const refusal = refuse(code)
  return new Refused(refusal, [{ field: 'other', refusal }])
}

async function otherOf(trx: Db, asker: Asker, other: NewLink['other']): Promise<string | null> {
  if ('number' in other) return await appealOfNumber(trx, asker, other.number)
  return (await isInSight(trx, asker, other.appealId)) ? other.appealId : null
}

/** Always in the same order, so that two links of the same two don't wait for each other. */
async function lockBoth(trx: Db, one: string, two: string): Promise<void> {
  for (const id of [one, two].sort()) await lockAppealFacts(trx, id)
}
