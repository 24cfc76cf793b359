import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { offer } from '../../domain/catalogue/offer.ts'
import { compareContracts } from '../../domain/contract/contract-order.ts'
import type { ContractRow, Contracts } from '../../wire/contract.ts'
import { categoriesOf, typesOn } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { countSentUnder } from '../mailbox/mailbox-store.ts'
import { contractsOf, type OwnContract } from './contract-store.ts'

/** §3: the contracts under which this client may write; a closed one says whether anything is still offered. */
export async function listContracts(
  context: Context,
  asker: Asker,
): Promise<z.input<typeof Contracts>['contracts']> {
  const today = localDate(context.now())
  const categories = await categoriesOf(context.db)
  const types = (await typesOn(context.db, today)).map(({ type }) => type)
  const contracts = await contractsOf(context.db, asker.id, today)
  const sent = await countSentUnder(context.db, asker.id, today)
  return [...contracts].sort(compareContracts).map((contract) => ({
    ...contractRow(contract, offer(categories, types, contract, today).length > 0),
    appeals: sent.get(contract.id) ?? 0,
  }))
}

/** A contract as it crosses HTTP. */
export function contractRow(contract: OwnContract, writable: boolean): ContractRow {
  const { id, number, date, kind, propertyAddress, closedOn, partyKind, capacity, applicantRole } = contract
  return { id, number, date, kind, propertyAddress, closedOn, partyKind, capacity, applicantRole, writable }
}
