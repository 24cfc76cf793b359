import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { isLonger, lastDayOf } from '../../domain/contract/mandate.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { changeMandate, mandatesOf, type StoredMandate } from './contract-store.ts'

/** What became of taking back. `already`: every one of them had ended by that day; `none`: there never was one. */
export interface Ended {
  readonly kind: 'ended' | 'already' | 'none'
  readonly mandates: readonly StoredMandate[]
}

/** Takes back what a person may do for a party: after `last` none of these mandates is in force. */
export async function endMandate(
  context: Context,
  { person, party, last }: { readonly person: string; readonly party: string; readonly last: PlainDate },
): Promise<Ended> {
  return await inTransaction(context.db, async (trx) => {
    const given = (await mandatesOf(trx, person)).filter(
      (one) => one.person === person && one.party === party,
    )
    const ended = given.flatMap((one) => {
      const validTo = lastDayOf(one.validFrom, last)
      return isLonger(one.validTo, validTo) ? [{ ...one, validTo }] : []
    })
    for (const { id, validTo } of ended) await changeMandate(trx, id, { valid_to: validTo })
    if (ended.length > 0) return { kind: 'ended', mandates: ended }
    return { kind: given.length > 0 ? 'already' : 'none', mandates: given }
  })
}
