import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../db/project-root.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { contractKinds } from '../../domain/contract/contract.ts'
import type { Tariff } from '../../domain/tariff/tariff.ts'
import { type VatRate, vatRateOn } from '../../domain/tariff/vat.ts'
import { keepFile, newFileKey } from '../attachment/file-store.ts'
import { categoriesOf, typesOn } from '../catalogue/catalogue-store.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { renderTariffs } from '../letter/render-tariffs.ts'
import { readSettings } from '../setting/setting-store.ts'
import { addTariff, addVatRate, tariffVersions, vatRates } from './tariff-store.ts'

const tiyn = z.int().min(0)
/** Such as data/tariffs.json; fees in tiyn, VAT included. */
export const TariffsFile = z.object({
  vatRates: z.array(z.object({ from: z.iso.date(), ratePercent: z.int().min(0).max(100) })),
  tariffs: z.array(
    z.object({
      version: z.int().positive(),
      validFrom: z.iso.date(),
      fees: z.array(
        z.object({
          typeCode: z.string(),
          feeTiyn: tiyn,
          feeByContractKind: z.partialRecord(z.enum(contractKinds), tiyn).optional(),
        }),
      ),
    }),
  ),
})

/** Tariffs and VAT rates of a file such as data/tariffs.json. */
export async function readTariffsFile(
  path = join(projectRoot(), 'data', 'tariffs.json'),
): Promise<{ tariffs: Tariff[]; vatRates: VatRate[] }> {
  return tariffsIn(TariffsFile.parse(JSON.parse(await readFile(path, 'utf8'))))
}

/** The file's versions and rates as the domain has them. */
export function tariffsIn(file: z.output<typeof TariffsFile>): { tariffs: Tariff[]; vatRates: VatRate[] } {
  return {
    vatRates: file.vatRates.map((rate) => ({ ...rate, from: plainDate(rate.from) })),
    tariffs: file.tariffs.map(({ version, validFrom, fees }) => ({
      version,
      validFrom: plainDate(validFrom),
      fees: fees.map(({ typeCode, feeTiyn, feeByContractKind }) => ({
        typeCode,
        feeTiyn,
        ...(feeByContractKind === undefined ? {} : { feeByContractKind: definedOf(feeByContractKind) }),
      })),
    })),
  }
}

const definedOf = (fees: Partial<Record<(typeof contractKinds)[number], number | undefined>>) =>
  Object.fromEntries(Object.entries(fees).filter((entry) => entry[1] !== undefined))

/**
 * §6: publishes a version of the tariffs with its document, rendered here once and for all. The catalogue's types of
 * that day must be published before, since the document names them. Answers the version's id.
 */
export async function publishTariff(context: Context, tariff: Tariff): Promise<string> {
  return await inTransaction(context.db, async (tx) => {
    const { pdf } = renderTariffs(await documentOf(tx, tariff))
    const file = await keepFile(tx, context, {
      keyId: await newFileKey(tx, context),
      name: `Бекітілген тарифтер, ${tariff.version}-нұсқа.pdf`,
      mediaType: 'application/pdf',
      bytes: pdf,
      scan: 'clean',
    })
    // One document holds both languages, Kazakh first.
    return await addTariff(tx, tariff, { kk: file.id, ru: file.id }, context.now())
  })
}

async function documentOf(db: Db, tariff: Tariff): Promise<Parameters<typeof renderTariffs>[0]> {
  const settings = await readSettings(db, tariff.validFrom)
  const types = await typesOn(db, tariff.validFrom)
  const named = types.flatMap(({ type }) => {
    const fee = tariff.fees.find(({ typeCode }) => typeCode === type.code)
    return fee === undefined ? [] : [{ type, feeTiyn: fee.feeTiyn }]
  })
  const categories = (await categoriesOf(db)).map(({ code, name }) => ({
    name: { kk: name.kk, ru: name.ru },
    types: named
      .filter(({ type }) => type.categoryCode === code)
      .map(({ type, feeTiyn }) => ({ name: { kk: type.name.kk, ru: type.name.ru }, feeTiyn })),
  }))
  const company = settings['company.name']
  return {
    company: { kk: company.kk, ru: company.ru },
    version: tariff.version,
    validFrom: tariff.validFrom,
    vatPercent: vatRateOn(tariff.validFrom, await vatRates(db)) ?? 0,
    categories: categories.filter((category) => category.types.length > 0),
  }
}

/** Enters the file's VAT rates and publishes its versions that the database does not have yet, oldest first. */
export async function loadTariffs(context: Context, path?: string): Promise<void> {
  const file = await readTariffsFile(path)
  for (const rate of file.vatRates) await addVatRate(context.db, rate)
  const known = new Set(await tariffVersions(context.db))
  for (const tariff of [...file.tariffs].sort((a, b) => a.version - b.version)) {
    if (!known.has(tariff.version)) await publishTariff(context, tariff)
  }
}
