import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import { offer } from '../../domain/catalogue/offer.ts'
import type { AppealTypeSchema, Offer } from '../../wire/catalogue.ts'
import type { Asker, Context } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { NotFound } from '../refused.ts'
import { feesOn } from '../tariff/tariff-store.ts'
import { categoriesOf, typesOn } from './catalogue-store.ts'

/** §4: what this client may write under this contract today, with fees. A type without a fee in the tariff is not offered. */
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
  return {
    categories: offered.map(({ category, types }) => ({
      code: category.code,
      name: category.name,
      types: types.flatMap((type) => {
        const fee = fees.of(type.code, contract.kind)
        return fee === null ? [] : [{ type: typeOnWire(type), fee }]
      }),
    })),
    documents: Object.assign({}, ...priced.map(({ documentNames }) => documentNames)),
  }
}

/** The same value; on the wire its lists are not read-only. */
export function typeOnWire(type: AppealType): z.input<typeof AppealTypeSchema> {
  return structuredClone(type) as z.input<typeof AppealTypeSchema>
}
