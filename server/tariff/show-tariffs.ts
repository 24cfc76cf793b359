import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import type { Tariff } from '../../domain/tariff/tariff.ts'
import { vatPart, vatRateOn } from '../../domain/tariff/vat.ts'
import type { Tariffs } from '../../wire/tariff.ts'
import { categoriesOf, typesOn } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { tariffOnDay, vatRates } from './tariff-store.ts'

type Shown = z.input<typeof Tariffs>
type Row = Shown['categories'][number]['rows'][number]

/**
 * §6: the tariffs in force today, in the catalogue's order: a row a type, and one a kind of contract whose fee or term
 * is another. Throws NotFound before the first tariff.
 */
export async function showTariffs(context: Context): Promise<Shown> {
  const { db } = context
  const today = localDate(context.now())
  const tariff = await tariffOnDay(db, today)
  if (tariff === null) throw new NotFound()
  const vatPercent = vatRateOn(today, await vatRates(db)) ?? 0
  const types = await typesOn(db, today)
  const categories = (await categoriesOf(db)).map(({ code, name }) => ({
    code,
    name,
    rows: types
      .filter(({ type }) => type.categoryCode === code)
      .flatMap(({ type }) => rowsOf(type, tariff, vatPercent)),
  }))
  return {
    version: tariff.version,
    validFrom: tariff.validFrom,
    vatPercent,
    categories: categories.filter(({ rows }) => rows.length > 0),
  }
}

function rowsOf(type: AppealType, tariff: Tariff, vatPercent: number): Row[] {
  const fee = tariff.fees.find(({ typeCode }) => typeCode === type.code)
  if (fee === undefined) return []
  const row = (contractKind: ContractKind | null): Row => {
    const own = contractKind === null ? undefined : fee.feeByContractKind?.[contractKind]
    const feeTiyn = own ?? fee.feeTiyn
    const term = contractKind === null ? undefined : type.termByContractKind?.[contractKind]
    return {
      typeCode: type.code,
      type: type.name,
      contractKind,
      feeTiyn,
      vatTiyn: vatPart(feeTiyn, vatPercent),
      terms: [type.term, ...(term === undefined ? [] : [term])],
    }
  }
  const special = type.appliesTo.filter(
    (kind) => fee.feeByContractKind?.[kind] !== undefined || type.termByContractKind?.[kind] !== undefined,
  )
  const others = special.length < type.appliesTo.length
  return [...(others ? [row(null)] : []), ...special.map(row)]
}
