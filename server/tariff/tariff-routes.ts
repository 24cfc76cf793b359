import { localDate } from '../../domain/calendar/instant.ts'
import { vatRateOn } from '../../domain/tariff/vat.ts'
import { readFile } from '../attachment/file-store.ts'
import { categoriesOf, typesOn } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { tariffOnDay, vatRates } from './tariff-store.ts'

/** §6: the tariffs in force today, in the catalogue's order; a row a type, and one a kind of contract with its own fee. */
async function showTariffs(context: Context) {
  const today = localDate(context.now())
  const tariff = await tariffOnDay(context.db, today)
  if (tariff === null) throw new NotFound()
  const types = await typesOn(context.db, today)
  const categories = await categoriesOf(context.db)
  const rows = categories.flatMap((category) =>
    types
      .filter(({ type }) => type.categoryCode === category.code)
      .flatMap(({ type }) => {
        const fee = tariff.fees.find(({ typeCode }) => typeCode === type.code)
        if (fee === undefined) return []
        const names = { category: category.name, type: type.name }
        const byKind = Object.entries(fee.feeByContractKind ?? {})
        return [
          { ...names, contractKind: null, feeTiyn: fee.feeTiyn },
          ...byKind.map(([contractKind, feeTiyn]) => ({ ...names, contractKind, feeTiyn })),
        ]
      }),
  )
  const vatPercent = vatRateOn(today, await vatRates(context.db)) ?? 0
  return { version: tariff.version, validFrom: tariff.validFrom, vatPercent, rows }
}

export const tariffRoutes = {
  'GET /api/tariffs': ({ context }) => showTariffs(context),
  'GET /api/tariffs/document': async ({ context, query }) => {
    const tariff = await tariffOnDay(context.db, localDate(context.now()))
    const fileId = tariff?.documents[query.language] ?? null
    if (fileId === null) throw new NotFound()
    const { file, bytes } = await readFile(context, fileId)
    return { bytes, mediaType: file.mediaType, name: file.name, inline: !query.download }
  },
} satisfies Partial<Handlers>
