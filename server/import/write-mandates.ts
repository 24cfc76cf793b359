import type { Db } from '../context.ts'
import { addMandate, changeMandate } from '../contract/contract-store.ts'
import type { Known } from './known-rows.ts'
import type { ReadRows } from './read-files.ts'
import { mandateKey, partyKey } from './rows.ts'
import { changed, outcome, type RowOutcome } from './write-rows.ts'

/** Mandates come after the persons and parties that they name. One that has ended stays ended. */
export async function writeMandates(
  trx: Db,
  rows: ReadRows['mandates'],
  known: Known,
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = []
  for (const each of rows) {
    const { person, party, basis, validFrom, validTo } = each.row
    const before = known.mandates.get(mandateKey(each.row))
    if (before === undefined) {
      const personId = known.persons.get(person) ?? ''
      const partyId = known.parties.get(partyKey(party))?.id ?? ''
      await addMandate(trx, { personId, partyId, basis, validFrom, validTo })
      outcomes.push(outcome('mandates', each, 'added'))
      continue
    }
    const changes = changed(
      { basis, valid_to: validTo ?? undefined },
      { basis: before.basis, valid_to: before.validTo ?? undefined },
    )
    if (Object.keys(changes).length > 0) await changeMandate(trx, before.id, changes)
    outcomes.push(outcome('mandates', each, Object.keys(changes)))
  }
  return outcomes
}
