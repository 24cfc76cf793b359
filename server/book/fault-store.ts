import { type RawBuilder, sql } from 'kysely'
import type { Book } from '../../domain/book/book.ts'
import { annulReasons } from '../../domain/registry/outgoing-number.ts'
import type { Db } from '../context.ts'
import { settingSchemas } from '../setting/setting-store.ts'

/** The first line of a year in which something does not hold; `number` null: it is known by its appeal alone. */
export interface Odd {
  readonly number: number | null
  readonly appealId: string | null
}

async function first<Row extends Odd>(db: Db, query: RawBuilder<Row>): Promise<Row | null> {
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

/**
 * A sender whom nothing tells any more: neither the letter that they signed, nor the name that they are called by now.
 * A company may be renamed and its letters say who signed, so its name is left to the months that were printed.
 */
export const senderDiffers = (db: Db, year: number) =>
  first(
    db,
    sql<Odd>`select ${line} ${of('registration', year)} and exists (select from appeal
        join party on party.id = appeal.party_id join person on person.id = party.person_id
        join prepared_letter as letter on letter.appeal_id = appeal.id
        join signature on signature.letter_id = letter.id
      where appeal.id = line.appeal_id and (coalesce(line.sender, '') = '' or strpos(letter.text, line.sender) = 0)
        and line.sender is distinct from concat_ws(' ', person.surname, person.given_name, person.patronymic))
      order by line.number limit 1`,
  )

const codes = sql.join(annulReasons)
const dayTaken = localDay(sql`line.taken_at`)
const firstPrefix = settingSchemas['outgoing.prefix'].parse(undefined)
/** As `formatOutgoing` prints it. */
const printed = sql`concat(case when line.prefix = '' then '' else line.prefix || '-' end,
  lpad((line.year % 100)::text, 2, '0'), '-', lpad(line.number::text, greatest(6, length(line.number::text)), '0'))`
/** A number belongs to a letter that went out or is on its way, or says why it does not; each with its event. */
export const outgoingOdd = {
  /** A letter has the day on which its number was taken, and the number is of that day's year. */
  dateDiffers: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} ${of('outgoing', year)} and (line.date <> ${dayTaken}
        or line.year <> extract(year from ${dayTaken})) order by line.number limit 1`,
    ),
  /** The number as its letter says it; of one whose sending tells none, by the setting of that day as it was then. */
  prefixDiffers: (db: Db, year: number) =>
    first(
      db,
      sql<Odd>`select ${line} from outgoing as line left join lateral (select event.data ->> 'outgoing' as number
          from event where event.appeal_id = line.appeal_id and event.data ->> 'outgoingId' = line.id::text
            and event.data ? 'outgoing' limit 1) as told on true
        where line.year = ${year} and (told.number <> ${printed} or (told.number is null and line.prefix <> coalesce(
          (select value #>> '{}' from setting where key = 'outgoing.prefix' and valid_from <= line.date
            and recorded_at <= line.taken_at order by valid_from desc, recorded_at desc limit 1), ${firstPrefix})))
        order by line.number limit 1`,
    ),
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

/**
 * Events of approved corrections whose row is gone or is not an approved one. They say of which book; the year is that
 * of the appeal's first line there.
 */
export const correctionWithoutRow = (db: Db) =>
  first(
    db,
    sql<Odd & { book: Book; year: number }>`select null as number, event.appeal_id as "appealId",
      case when event.data ->> 'register' = 'outgoing' then 'outgoing' else 'incoming' end as book,
      coalesce(case when event.data ->> 'register' = 'outgoing'
        then (select min(line.year) from outgoing as line where line.appeal_id = event.appeal_id)
        else (select line.year from registration as line where line.appeal_id = event.appeal_id) end,
        extract(year from ${localDay(sql`event.occurred_at`)})::int) as year from event where event.type = 'registerCorrected'
      and not exists (select from register_correction as made where made.id::text = event.data ->> 'correctionId'
        and made.state = 'approved') order by event.recorded_at limit 1`,
  )

/** What the event of an approved correction vouches for, and by whom and when it was approved. */
export interface Vouched {
  readonly commitment: string
  readonly actor: string
  readonly at: Date
}

/** The events of approved corrections, by the correction's id. */
export async function correctionEvents(db: Db): Promise<ReadonlyMap<string, Vouched>> {
  const { rows } = await sql<Vouched & { id: string }>`select data ->> 'correctionId' as id,
    data ->> 'commitment' as commitment, actor, occurred_at as at from event
    where type = 'registerCorrected'`.execute(db)
  return new Map(rows.map(({ id, ...vouched }) => [id, vouched]))
}
