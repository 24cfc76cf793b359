import { numbersOfQuery } from '../../domain/search/whole-number.ts'
import type { CallRow } from '../../wire/case.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { findForCall, recordLookup } from './lookup-store.ts'

/**
 * The call centre finds an appeal by the whole of a number, an IIN or a phone, and sees what may be told on the phone.
 * Each search is written down, also one that finds nobody: numbers follow each other, and could be walked.
 */
export async function lookUp(
  { db, now }: Context,
  caller: Asker,
  query: string,
): Promise<{ understood: boolean; rows: CallRow[] }> {
  const numbers = numbersOfQuery(query)
  if (numbers.length === 0) return { understood: false, rows: [] }
  return await inTransaction(db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, now())
    const rows = await findForCall(trx, asker, query)
    for (const number of numbers) await recordLookup(trx, asker.id, number, rows, now())
    return { understood: true, rows }
  })
}
