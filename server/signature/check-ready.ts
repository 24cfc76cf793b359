import { journey } from '../../domain/appeal/journey.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import type { DraftInFull } from '../appeal/draft-in-full.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import { feesOn } from '../tariff/tariff-store.ts'

/**
 * §8: may this draft be made into a letter now? Throws Refused: `catalogue_changed` while a newer version of the type,
 * or another fee than was agreed to, has not been confirmed by choosing the type or agreeing again; else the first
 * thing missing, with all of them at their fields.
 */
export async function checkReady(db: Db, draft: DraftInFull): Promise<void> {
  const { stored, type, typeIdInForce, contract, fee, facts, day } = draft
  if (type !== null) {
    if (typeIdInForce !== null && typeIdInForce !== type.id) {
      throw new Refused(refuse('catalogue_changed'), [
        { field: 'typeCode', refusal: refuse('catalogue_changed') },
      ])
    }
    if (typeIdInForce === null || fee === null) throw new Refused(refuse('type_not_offered'))
    const agreedOn = stored.paymentAgreedAt === null ? day.today : localDate(stored.paymentAgreedAt)
    if (agreedOn !== day.today && stored.paymentMethod !== null) {
      const then = (await feesOn(db, agreedOn)).of(type.type.code, contract.kind)
      if (then?.feeTiyn !== fee.feeTiyn) {
        throw new Refused(refuse('catalogue_changed'), [
          { field: 'paymentMethod', refusal: refuse('catalogue_changed') },
        ])
      }
    }
  }
  const { missing } = journey(facts, day)
  const [first] = missing
  if (first !== undefined) {
    throw new Refused(
      first.refusal,
      missing.map(({ field, refusal }) => ({ field, refusal })),
    )
  }
}
