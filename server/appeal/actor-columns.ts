import { sql } from 'kysely'
import { staffActor } from '../../domain/appeal/actor.ts'

const prefix = sql.lit(staffActor)

/** SQL over `event` and `staff`: it was them who did it (`actorOf`). */
export const isByStaff = sql<boolean>`event.actor = ${prefix} || staff.id`

/** SQL over a table with `actor`: the id of who of the staff did it, as text; null: nobody of them (`staffOf`). */
export const actingStaff = (table: string) =>
  sql<string | null>`case when starts_with(${sql.ref(`${table}.actor`)}, ${prefix})
    then substr(${sql.ref(`${table}.actor`)}, length(${prefix}) + 1) end`
