import { readFileSync } from 'node:fs'
import type { FieldKind } from '../../domain/catalogue/field.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'

/** The shipped catalogue as it lies in the file: what is expected is taken from here and from nothing of ours. */
export interface RawField {
  readonly code: string
  readonly type: FieldKind
  readonly label: Readonly<Record<'kk' | 'ru' | 'en', string>>
  readonly required: boolean
  readonly requiredIf?: Readonly<Record<string, string>>
  readonly visibleIf?: Readonly<Record<string, string>>
  readonly options?: readonly { readonly value: string }[]
  readonly items?: readonly RawField[]
  readonly validation?: Readonly<Record<string, unknown>>
  readonly default?: string
}
export interface RawTerm {
  readonly value: number
  readonly unit: 'workingDays' | 'calendarDays'
}
export interface RawType {
  readonly code: string
  readonly appliesTo: readonly ContractKind[]
  readonly fields: readonly RawField[]
  readonly documents: readonly {
    readonly document: string
    readonly required: boolean
    readonly min: number
    readonly requiredIf?: Readonly<Record<string, string>>
  }[]
  readonly fee: { readonly amountKzt: number }
  readonly feeByContractKind?: Readonly<Record<string, { readonly amountKzt: number }>>
  readonly term: RawTerm
  readonly termByContractKind?: Readonly<Record<string, RawTerm>>
}
interface RawCatalogue {
  readonly vat: readonly { readonly from: string; readonly ratePercent: number }[]
  readonly categories: readonly { readonly code: string; readonly types: readonly RawType[] }[]
}

const readData = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))

export const rawCatalogue = readData('catalogue.json') as RawCatalogue

/** The types of these categories, in the order of the file. */
export function rawTypes(categories: readonly string[]): RawType[] {
  return rawCatalogue.categories.filter(({ code }) => categories.includes(code)).flatMap(({ types }) => types)
}

interface RawYear {
  readonly holidays: readonly { readonly date: string }[]
  readonly substituteDaysOff: readonly { readonly date: string }[]
  readonly transfers: readonly { readonly becomesWorking: string; readonly becomesDayOff: string }[]
}
const years = Object.values((readData('calendar-kz.json') as { years: Record<string, RawYear> }).years)
const off = new Set(
  years.flatMap(({ holidays, substituteDaysOff, transfers }) => [
    ...[...holidays, ...substituteDaysOff].map(({ date }) => date),
    ...transfers.map(({ becomesDayOff }) => becomesDayOff),
  ]),
)
const working = new Set(
  years.flatMap(({ transfers }) => transfers.map(({ becomesWorking }) => becomesWorking)),
)

/** A date some days later, `YYYY-MM-DD`. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export function isWorking(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return working.has(date) || (weekday !== 0 && weekday !== 6 && !off.has(date))
}

/** The first day that fits, from this one on, a step at a time. */
export function firstDay(from: string, step: 1 | -1, fits: (date: string) => boolean): string {
  let date = from
  while (!fits(date)) date = daysAfter(date, step)
  return date
}
