import type { Iban } from '../../domain/tariff/iban.ts'
import type { Db } from '../context.ts'

/** Rows of a party's accounts, for `debitAccountIn`. */
export const accountRows = (db: Db, partyId: string) =>
  db
    .selectFrom('account')
    .select(['iban', 'for_debit'])
    .where('party_id', '=', partyId)
    .orderBy('for_debit', 'desc')
    .limit(2)

/**
 * §6: of such rows the account from which the party's fee is debited: the one named for it, or the only one; null: none
 * is known.
 */
export function debitAccountIn([first, second]: readonly {
  readonly iban: string
  readonly for_debit: boolean
}[]): Iban | null {
  if (first === undefined || (!first.for_debit && second !== undefined)) return null
  // Checked when it was entered.
  return first.iban as Iban
}
