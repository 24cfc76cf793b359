import { setImmediate } from 'node:timers/promises'
import { termsOf } from '../../domain/appeal/due-date.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { countWorkingDays, isMissingYear, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import { holdHeads } from '../../server/appeal/head-store.ts'
import type { Db } from '../../server/context.ts'
import { appealsGrown, type Grown } from '../../server/demo/grown.ts'
import { dueFrom } from '../../server/registry/registry-rules.ts'
import { appealsRegister, lockRegister } from '../../server/registry/registry-store.ts'
import { foldChanges } from '../../server/sight/folded-store.ts'
import type { GrownClient } from './grown-clients.ts'
import { type Answering, historyOf } from './grown-history.ts'
import type { Put } from './one-connection.ts'
import { type AppealRows, type GrownAppeal, putAppeals, rowsOf, type Shared } from './put-appeals.ts'
import type { Schedule } from './schedule.ts'

/** What the appeals of the years are made of. */
export interface PastYears {
  readonly grown: Grown
  readonly clients: readonly GrownClient[]
  readonly schedule: Schedule
  readonly calendar: WorkingCalendar
  readonly type: AppealType
  readonly shared: Shared
  readonly letterCommitment: string
  answering(kind: ContractKind): Answering
}

/** A transaction each. */
const atOnce = 1000
/** Sums of figures are added up after so many appeals: they are looked for among all that are not. */
const foldEvery = 20_000

/** Appeals that have no files of their own: all but the newest. */
export const withoutFiles = ({ appeals, files }: Grown): number => appeals - files

/**
 * Puts in the appeals that are not there yet, in the order of their numbers; `tell` hears how many there are. While
 * some are written the next ones are made.
 */
export async function growPastYears(
  db: Db,
  put: Put,
  years: PastYears,
  tell: (done: number) => void,
): Promise<void> {
  const all = withoutFiles(years.grown)
  const batch = batchesOf(years)
  let done = await appealsGrown(db, years.grown)
  let ahead = batch(done, 0)
  while (done < all) {
    await db.transaction().execute(async (trx) => {
      await lockRegister(trx)
      const recordedFrom = (await holdHeads(trx)) ?? 0
      // A head was made since.
      if (ahead.recordedFrom !== recordedFrom) ahead = batch(done, recordedFrom)
      const rows = await ahead.rows
      done += rows.length
      ahead = batch(done, recordedFrom)
      await putAppeals(put, rows)
      await countUp(
        trx,
        rows.map(({ coupon }) => coupon),
      )
    })
    if (done % foldEvery < atOnce) await foldChanges(db)
    tell(done)
  }
  await foldChanges(db)
}

/** Both counters of the year are at the last number that was given. */
async function countUp(
  trx: Db,
  given: readonly { readonly year: number; readonly number: number }[],
): Promise<void> {
  for (const [year, last_number] of new Map(given.map(({ year, number }) => [year, number]))) {
    await trx
      .insertInto('coupon_counter')
      .values({ year, last_number })
      .onConflict((conflict) => conflict.column('year').doUpdateSet({ last_number }))
      .execute()
    await trx
      .insertInto('register_counter')
      .values({ register_code: appealsRegister.code, year, last_number })
      .onConflict((conflict) => conflict.columns(['register_code', 'year']).doUpdateSet({ last_number }))
      .execute()
  }
}

interface Batch {
  readonly recordedFrom: number
  readonly rows: Promise<readonly AppealRows[]>
}

/** So many are made before the writing of others gets its turn. */
const aPiece = 20

function batchesOf(years: PastYears): (from: number, recordedFrom: number) => Batch {
  const { clients, shared, grown } = years
  const makes = appealsOf(years)
  async function rowsFrom(from: number, recordedFrom: number): Promise<readonly AppealRows[]> {
    const rows: AppealRows[] = []
    const to = Math.min(withoutFiles(grown), from + atOnce)
    for (let appeal = from; appeal < to; appeal += 1) {
      rows.push(rowsOf(makes(appeal, recordedFrom), shared, clients.length))
      if (rows.length % aPiece === 0) await setImmediate()
    }
    return rows
  }
  return (from, recordedFrom) => ({ recordedFrom, rows: rowsFrom(from, recordedFrom) })
}

/** Makes the appeal of a place; days that were worked out once are remembered. */
function appealsOf(years: PastYears): (appeal: number, recordedFrom: number) => GrownAppeal {
  const { clients, schedule, calendar, type, shared } = years
  const dueDates = remembered((key) => {
    const [date, kind] = key.split(' ') as [PlainDate, ContractKind]
    const due = dueFrom(date, termsOf(type, kind), calendar)
    if (due === null) throw new Error(`no due date for ${date}`)
    return due
  })
  const daysBetween = remembered((key) => {
    const [from, to] = key.split(' ') as [PlainDate, PlainDate]
    const days = countWorkingDays(from, to, calendar)
    return isMissingYear(days) ? null : days
  })
  return (appeal, recordedFrom) => {
    const place = schedule.placeOf(appeal)
    const client = clients[appeal % clients.length] as GrownClient
    const date = schedule.days[place.day] as PlainDate
    const answering = years.answering(client.contractKind)
    const told = {
      appeal,
      place,
      client,
      answering,
      dueDate: dueDates(`${date} ${client.contractKind}`),
      letterFileId: shared.letter.file_id,
      letterCommitment: years.letterCommitment,
      signatureCode: shared.signature.code,
      recordedFrom,
    }
    return {
      ...historyOf(told, schedule),
      told,
      daysTo: (closedOn) => daysBetween(`${date} ${closedOn}`),
    }
  }
}

function remembered<Value>(work: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = work(key)
    known.set(key, value)
    return value
  }
}
