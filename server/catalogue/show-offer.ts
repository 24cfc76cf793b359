import { dueDate, isToBeTold, termsOf } from '../../domain/appeal/due-date.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import type { AppealType, Term } from '../../domain/catalogue/appeal-type.ts'
import { offer } from '../../domain/catalogue/offer.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Offer } from '../../wire/catalogue.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { NotFound } from '../refused.ts'
import { feesOn } from '../tariff/tariff-store.ts'
import { categoriesOf, typesOn } from './catalogue-store.ts'

/**
 * §4: what this client may write under this contract today, with fees. A type without a fee in the tariff is not
 * offered.
 */
export async function showOffer(context: Context, asker: Asker, contractId: string): Promise<Offer> {
  const { db } = context
  const today = localDate(context.now())
  const contract = await contractOf(db, asker.id, contractId, today)
  if (contract === null) throw new NotFound()
  const published = await typesOn(db, today)
  const fees = await feesOn(db, today)
  const priced = published.filter(({ type }) => fees.of(type.code, contract.kind) !== null)
  const offered = offer(
    await categoriesOf(db),
    priced.map(({ type }) => type),
    contract,
    today,
  )
  const calendar = await readCalendar(db)
  return {
    categories: offered.map(({ category, types }) => ({
      code: category.code,
      name: category.name,
      types: types.flatMap((type) => {
        const fee = fees.of(type.code, contract.kind)
        return fee === null ? [] : [{ type, fee, term: shortest(type, contract.kind, today, calendar) }]
      }),
    })),
    refusal: contract.partyKind === 'legalEntity' ? refuse('legal_entity_contract') : null,
    documents: Object.assign({}, ...priced.map(({ documentNames }) => documentNames)),
  }
}

/** The term that would end first for an appeal registered today; where that can't be told yet, the type's own. */
function shortest(type: AppealType, kind: ContractKind, today: PlainDate, calendar: WorkingCalendar): Term {
  const due = dueDate(today, termsOf(type, kind), calendar)
  return isToBeTold(due) ? type.term : due.term
}
