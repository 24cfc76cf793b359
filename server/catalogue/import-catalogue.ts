import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { feeOf } from '../../domain/tariff/fee.ts'
import { tiynOfTenge } from '../../domain/tariff/money.ts'
import type { Context } from '../context.ts'
import { tariffOnDay } from '../tariff/tariff-store.ts'
import { typesOn } from './catalogue-store.ts'
import type { CheckedFile } from './check-catalogue.ts'
import { publishCatalogue } from './publish-appeal-type.ts'

/** What came of an import; codes of types. */
export interface Imported {
  readonly published: readonly string[]
  /** In force, but not in the file: they stay. */
  readonly left: readonly string[]
  /**
   * The file's fee is not the tariff's, or the tariff has none: such a type costs what the tariff says, or is not
   * offered.
   */
  readonly otherFees: readonly string[]
}

/** §4: publishes what is new or changed in a checked file, in force from a day; versions before it stay as they are. */
export async function importFile(context: Context, file: CheckedFile, from: PlainDate): Promise<Imported> {
  const before = await typesOn(context.db, from)
  const published = await publishCatalogue(context, file.catalogue, from)
  const tariff = await tariffOnDay(context.db, from)
  const codes = new Set(file.types.map(({ code }) => code))
  return {
    published,
    left: before.map(({ type }) => type.code).filter((code) => !codes.has(code)),
    otherFees: file.types
      .filter(({ code, appliesTo, fee, feeByContractKind }) =>
        appliesTo.some((kind) => {
          const wanted = tiynOfTenge((feeByContractKind?.[kind] ?? fee).amountKzt)
          return (tariff === null ? null : feeOf(tariff, code, kind)) !== wanted
        }),
      )
      .map(({ code }) => code),
  }
}
