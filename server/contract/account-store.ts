import type { Iban } from '../../domain/tariff/iban.ts'
import type { Db } from '../context.ts'

/**
 * §6: the account from which this party's fee is debited: the one named for it, or the only one; null: none is
 * known.
 */
export async function debitAccountOf(db: Db, partyId: string): Promise<Iban | null> {
  const rows = await db
    .selectFrom('account')
    .select(['iban', 'for_debit'])
    .where('party_id', '=', partyId)
    .orderBy('for_debit', 'desc')
    .limit(2)
    .execute()
  const [first, second] = rows
  if (first === undefined || (!first.for_debit && second !== undefined)) return null
  // Checked when it was entered.
  return first.iban as Iban
}
