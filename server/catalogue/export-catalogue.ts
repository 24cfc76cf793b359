import { withoutReceipt } from '../../domain/attachment/required-documents.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { Localised } from '../../domain/language.ts'
import type { Tariff } from '../../domain/tariff/tariff.ts'
import type { Db } from '../context.ts'
import { tariffOnDay } from '../tariff/tariff-store.ts'
import { categoriesOf, typesOn } from './catalogue-store.ts'

/** What is in force on a day as a file that can be checked, edited and imported again; fees are those of the tariff. */
export async function exportFile(db: Db, day: PlainDate): Promise<unknown> {
  const published = await typesOn(db, day)
  const tariff = await tariffOnDay(db, day)
  const names = new Map<string, Localised>(
    published.flatMap(({ documentNames }) => Object.entries(documentNames)),
  )
  const categories = (await categoriesOf(db)).map(({ code, position, name }) => ({
    code,
    order: position,
    name,
    types: published
      .filter(({ type }) => type.categoryCode === code)
      .map(({ type }) => typeInFile(type, tariff)),
  }))
  return {
    documentTypes: [...names].map(([code, name]) => ({ code, name })),
    categories: categories.filter(({ types }) => types.length > 0),
  }
}

function typeInFile({ categoryCode, position, ...type }: AppealType, tariff: Tariff | null): unknown {
  const fee = tariff?.fees.find(({ typeCode }) => typeCode === type.code)
  const byKind = Object.entries(fee?.feeByContractKind ?? {})
  return {
    ...type,
    documents: withoutReceipt(type.documents),
    fee: amount(fee?.feeTiyn ?? 0),
    ...(byKind.length === 0
      ? {}
      : { feeByContractKind: Object.fromEntries(byKind.map(([kind, tiyn]) => [kind, amount(tiyn)])) }),
  }
}

const amount = (tiyn: number): { amountKzt: number } => ({ amountKzt: tiyn / 100 })
