import { sql } from 'kysely'
import { staffActor } from '../../domain/appeal/actor.ts'

const prefix = sql.lit(staffActor)

/** SQL over `event` and `staff`: it was them who did it (`actorOf`). */
export const isByStaff = sql<boolean>`event.actor = ${prefix} || staff.id`

/** SQL over a table with `actor`, of staff's acts alone: the id of who did it, as text (`staffOf`). */
export const actingStaff = (table: string) =>
  sql<string>`substr(${sql.ref(`${table}.actor`)}, length(${prefix}) + 1)`
