import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import { feeOn } from '../../domain/tariff/fee.ts'
import type { Tariff, TypeFee } from '../../domain/tariff/tariff.ts'
import type { VatRate } from '../../domain/tariff/vat.ts'
import type { Fee } from '../../wire/catalogue.ts'
import type { Db } from '../context.ts'
import { readOnce } from '../read-once.ts'

/** One published version of the tariffs, with the ids of its rendered documents. */
export interface PublishedTariff extends Tariff {
  readonly id: string
  readonly documents: { readonly kk: string | null; readonly ru: string | null }
}

/** Written in `tariff_fee.contract_kind` for every kind without a row of its own. */
const everyKind = '*'

/** §6: the tariff in force on a day; null before the first. */
export async function tariffOnDay(db: Db, day: PlainDate): Promise<PublishedTariff | null> {
  const row = await db
    .selectFrom('tariff')
    .selectAll()
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const fees = await db
    .selectFrom('tariff_fee')
    .select(['type_code', 'contract_kind', 'fee_tiyn'])
    .where('tariff_id', '=', row.id)
    .orderBy('type_code')
    .execute()
  return {
    id: row.id,
    version: row.version,
    validFrom: plainDate(row.valid_from),
    fees: typeFees(fees),
    documents: { kk: row.document_kk, ru: row.document_ru },
  }
}

function typeFees(
  rows: readonly { type_code: string; contract_kind: string; fee_tiyn: number }[],
): TypeFee[] {
  const codes = [...new Set(rows.map((row) => row.type_code))]
  return codes.map((typeCode) => {
    const mine = rows.filter((row) => row.type_code === typeCode)
    const feeTiyn = mine.find((row) => row.contract_kind === everyKind)?.fee_tiyn ?? 0
    const byKind = mine.filter((row) => row.contract_kind !== everyKind)
    return byKind.length === 0
      ? { typeCode, feeTiyn }
      : {
          typeCode,
          feeTiyn,
          feeByContractKind: Object.fromEntries(byKind.map((row) => [row.contract_kind, row.fee_tiyn])),
        }
  })
}

/** Every version ever published. */
export async function tariffVersions(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('tariff').select('version').orderBy('version').execute()
  return rows.map(({ version }) => version)
}

export async function vatRates(db: Db): Promise<VatRate[]> {
  const rows = await db.selectFrom('vat_rate').selectAll().orderBy('valid_from').execute()
  return rows.map((row) => ({ from: plainDate(row.valid_from), ratePercent: row.percent }))
}

/** §6: fees of a day, asked for many types at once. */
export interface FeeList {
  readonly tariffId: string | null
  /** Null: the tariff does not name the type, so it cannot be offered. */
  of(typeCode: string, kind: ContractKind): Fee | null
}

/** SQL: what fees of a day are counted from, as a text for `feesOf`. */
export const feesText = (day: PlainDate) => sql<string>`(select json_build_object('day', ${day}::text,
  'tariff', (select json_build_object('id', tariff.id, 'version', version, 'validFrom', valid_from, 'fees',
      (select coalesce(json_agg(fee order by type_code), '[]') from
        (select type_code, contract_kind, fee_tiyn from tariff_fee where tariff_id = tariff.id) fee))
    from tariff where valid_from <= ${day} order by valid_from desc, version desc limit 1),
  'rates', (select coalesce(json_agg(json_build_object('from', valid_from, 'ratePercent', percent)
    order by valid_from), '[]') from vat_rate))::text)`

const FeesText = z.object({
  day: z.string(),
  tariff: z
    .object({
      id: z.string(),
      version: z.int(),
      validFrom: z.string(),
      fees: z.array(z.object({ type_code: z.string(), contract_kind: z.string(), fee_tiyn: z.int() })),
    })
    .nullable(),
  rates: z.array(z.object({ from: z.string(), ratePercent: z.number() })),
})

/** What such a text says. */
export const feesOf = readOnce((text): FeeList => {
  const read = FeesText.parse(JSON.parse(text))
  const day = plainDate(read.day)
  const rates: VatRate[] = read.rates.map(({ from, ratePercent }) => ({ from: plainDate(from), ratePercent }))
  const tariff: Tariff | null =
    read.tariff === null
      ? null
      : {
          version: read.tariff.version,
          validFrom: plainDate(read.tariff.validFrom),
          fees: typeFees(read.tariff.fees),
        }
  return {
    tariffId: read.tariff?.id ?? null,
    of(typeCode, kind) {
      const fee = tariff === null ? null : feeOn(day, typeCode, kind, [tariff], rates)
      if (fee === null) return null
      return {
        feeTiyn: fee.feeTiyn,
        vatPercent: fee.vat?.ratePercent ?? 0,
        vatTiyn: fee.vat?.amountTiyn ?? 0,
      }
    },
  }
})

export async function feesOn(db: Db, day: PlainDate): Promise<FeeList> {
  const { text } = await db.selectNoFrom(feesText(day).as('text')).executeTakeFirstOrThrow()
  return feesOf(text)
}

/** Adds a version; it never changes. Answers its id. */
export async function addTariff(
  db: Db,
  tariff: Tariff,
  documents: { kk: string; ru: string },
  publishedAt: number,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('tariff')
    .values({
      id,
      version: tariff.version,
      valid_from: tariff.validFrom,
      published_at: new Date(publishedAt),
      document_kk: documents.kk,
      document_ru: documents.ru,
    })
    .execute()
  const rows = tariff.fees.flatMap(({ typeCode, feeTiyn, feeByContractKind }) => [
    { tariff_id: id, type_code: typeCode, contract_kind: everyKind, fee_tiyn: feeTiyn },
    ...Object.entries(feeByContractKind ?? {}).map(([kind, fee]) => ({
      tariff_id: id,
      type_code: typeCode,
      contract_kind: kind,
      fee_tiyn: fee,
    })),
  ])
  if (rows.length > 0) await db.insertInto('tariff_fee').values(rows).execute()
  return id
}

/** Enters a rate from a day on; entering the same again changes nothing. */
export async function addVatRate(db: Db, rate: VatRate): Promise<void> {
  await db
    .insertInto('vat_rate')
    .values({ valid_from: rate.from, percent: rate.ratePercent })
    .onConflict((conflict) => conflict.column('valid_from').doNothing())
    .execute()
}
