import { type RawBuilder, sql } from 'kysely'
import { annulReasons } from '../../domain/registry/outgoing-number.ts'
import type { Db } from '../context.ts'

/** The first line of a year in which something does not hold; `number` null: it is known by its appeal alone. */
export interface Odd {
  readonly number: number | null
  readonly appealId: string | null
}

async function first(db: Db, query: RawBuilder<Odd>): Promise<Odd | null> {
  return (await query.execute(db)).rows[0] ?? null
}
const line = sql`line.number, line.appeal_id as "appealId"`
const of = (table: 'registration' | 'outgoing', year: number) =>
  sql`from ${sql.table(table)} as line where line.year = ${year}`
const given = { registration: sql`line.registered_at`, outgoing: sql`line.taken_at` } as const
const localDay = (at: RawBuilder<unknown>) => sql`(${at} at time zone 'Asia/Almaty')::date`

/**
 * A number that was given later and has an earlier moment, or an earlier date. A date that is not of the day of its
 * moment was promised before, or its turn came late: it is compared with nothing (docs/domain.md 3.4).
 */
export const outOfOrder = (db: Db, table: 'registration' | 'outgoing', year: number) => {
  const at = given[table]
  return first(
    db,
    sql<Odd>`select number, "appealId" from (select ${line}, line.date, ${at} as at,
        ${localDay(at)} = line.date as ofitsday,
        max(${at}) over before as latest_at,
        max(case when ${localDay(at)} = line.date then line.date end) over before as latest
        ${of(table, year)} window before as (order by line.number rows between unbounded preceding and 1 preceding)
      ) as walked where at < latest_at or (ofitsday and date < latest) order by number limit 1`,
  )
}

/** Row of the register, cached columns of the appeal and event say the same, each way. */
export const incomingOdd = {
  appealDiffers: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} from registration as line join appeal on appeal.id = line.appeal_id
        where line.year = ${year} and (appeal.register_code, appeal.register_year, appeal.number,
          appeal.registration_date) is distinct from (line.register_code, line.year, line.number, line.date)
        order by line.number limit 1`,
    ),
  noEvent: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('registration', year)} and not exists (select from event
        where event.appeal_id = line.appeal_id and event.type = 'registered'
          and (event.data ->> 'number')::int = line.number and (event.data ->> 'year')::int = line.year
          and event.data ->> 'date' = line.date::text and event.data ->> 'register' = line.register_code)
        order by line.number limit 1`,
    ),
  noLine: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select (event.data ->> 'number')::int as number, event.appeal_id as "appealId" from event
        where event.type = 'registered' and (event.data ->> 'year')::int = ${year}
          and not exists (select from registration where registration.appeal_id = event.appeal_id)
        order by 1 limit 1`,
    ),
} as const

const codes = sql.join(annulReasons)
/** A number belongs to a letter that went out or is on its way, or says why it does not; each with its event. */
export const outgoingOdd = {
  noReason: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('outgoing', year)} and ((line.annulled_at is null) <> (line.annulled_why is null)
        or line.annulled_why not in (${codes})) order by line.number limit 1`,
    ),
  annulledNoEvent: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('outgoing', year)} and (line.annulled_at is not null) <> exists (select from event
        where event.appeal_id = line.appeal_id and event.type = 'numberAnnulled'
          and event.data ->> 'outgoingId' = line.id::text
          and (line.annulled_why is null or event.data ->> 'why' = line.annulled_why))
        order by line.number limit 1`,
    ),
  noLetter: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('outgoing', year)} and line.annulled_at is null
        and not exists (select from correspondence where correspondence.outgoing_id = line.id)
        and not exists (select from reply where reply.id = line.reply_id and reply.state in ('toSign', 'sending'))
        order by line.number limit 1`,
    ),
  noEvent: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('outgoing', year)} and exists (select from correspondence
          where correspondence.outgoing_id = line.id)
        and not exists (select from event where event.appeal_id = line.appeal_id
          and event.data ->> 'outgoingId' = line.id::text and event.data ? 'correspondenceId')
        order by line.number limit 1`,
    ),
  noLine: (db: Db) =>
    first(
      db,
      sql<Odd>`select null as number, event.appeal_id as "appealId" from event where event.data ? 'outgoingId'
        and not exists (select from outgoing where outgoing.id::text = event.data ->> 'outgoingId'
          and outgoing.appeal_id = event.appeal_id)
        order by event.recorded_at limit 1`,
    ),
} as const

/** Events of approved corrections whose row is gone or is not an approved one. */
export const correctionWithoutRow = (db: Db) =>
  first(
    db,
    sql<Odd>`select null as number, event.appeal_id as "appealId" from event where event.type = 'registerCorrected'
      and not exists (select from register_correction as made where made.id::text = event.data ->> 'correctionId'
        and made.state = 'approved') order by event.recorded_at limit 1`,
  )

/** What the events of approved corrections vouch for, by the correction's id. */
export async function correctionEvents(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; commitment: string }>`select data ->> 'correctionId' as id,
    data ->> 'commitment' as commitment from event where type = 'registerCorrected'`.execute(db)
  return new Map(rows.map(({ id, commitment }) => [id, commitment]))
}
