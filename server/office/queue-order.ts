import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { sentStatuses } from '../../domain/appeal/status.ts'
import type { Language } from '../../domain/language.ts'
import type { QueueSort } from '../../domain/mailbox/queue.ts'

/** In which order a list is: by what, which way, and in whose alphabet. */
export interface QueueOrder {
  readonly sort: QueueSort
  readonly order: 'asc' | 'desc'
  readonly language: Language
}

type Key = RawBuilder<unknown>
// Kazakh letters beyond the Russian ones have places of their own in the alphabet, not after it.
const collation = sql.raw('"kk-x-icu"')
const nameOf = (
  table: 'person' | 'staff',
  id: string,
) => sql`(select concat_ws(' ', ${sql.ref(`${table}.surname`)},
  ${sql.ref(`${table}.given_name`)}, ${sql.ref(`${table}.patronymic`)}) collate ${collation}
  from ${sql.table(table)} where ${sql.ref(`${table}.id`)} = ${sql.ref(id)})`

const keys: Readonly<Record<QueueSort, (language: Language) => readonly Key[]>> = {
  // Of one day who came first is first.
  due: () => [sql`appeal.due_date`, sql`appeal.sent_at`],
  registration: () => [sql`appeal.registration_date`, sql`appeal.number`],
  received: () => [sql`appeal.sent_at`],
  subject: () => [sql`appeal.subject collate ${collation}`],
  client: () => [nameOf('person', 'appeal.person_id')],
  executor: () => [nameOf('staff', 'appeal.executor_id')],
  status: () => [sql`array_position(${[...sentStatuses]}::text[], appeal.status)`],
  unit: (language) => [
    sql`(select (unit.name ->> ${language}::text) collate ${collation} from unit where unit.id = appeal.unit_id)`,
  ],
  internalDay: () => [sql`appeal.internal_day`],
}

/** What the list is ordered by, over `appeal`; the id at the end makes the order whole. */
export const orderKeys = ({ sort, language }: QueueOrder): readonly Key[] => [
  ...keys[sort](language),
  sql`appeal.id`,
]

/** As `order by` has it; what has no value is last, either way. */
export function orderBy(order: QueueOrder): RawBuilder<unknown> {
  const way = sql.raw(`${order.order} nulls last`)
  return sql.join(orderKeys(order).map((key) => sql`${key} ${way}`))
}

/** The same the other way round: the nearest before comes first. */
export function orderBackwards(order: QueueOrder): RawBuilder<unknown> {
  const way = sql.raw(`${order.order === 'asc' ? 'desc' : 'asc'} nulls first`)
  return sql.join(orderKeys(order).map((key) => sql`${key} ${way}`))
}

/** The keys of one appeal as columns `k0`, `k1`, … for `isAfter` and `isBefore`. */
export const keyColumns = (order: QueueOrder): RawBuilder<unknown> =>
  sql.join(orderKeys(order).map((key, at) => sql`${key} as ${sql.ref(`k${at}`)}`))

function beyond(order: QueueOrder, later: (key: Key, here: Key) => Key): RawBuilder<SqlBool> {
  const pairs = orderKeys(order).map((key, at) => ({ key, here: sql`${sql.ref(`here.k${at}`)}` }))
  const cases = pairs.map(({ key, here }, at) => {
    const same = pairs.slice(0, at).map((pair) => sql`${pair.key} is not distinct from ${pair.here}`)
    return sql`(${sql.join([...same, later(key, here)], sql` and `)})`
  })
  return sql<SqlBool>`(${sql.join(cases, sql` or `)})`
}

/** Over `appeal` and `here`, a row of keys: it comes after that row. */
export function isAfter(order: QueueOrder): RawBuilder<SqlBool> {
  const than = sql.raw(order.order === 'asc' ? '>' : '<')
  return beyond(
    order,
    (key, here) => sql`(${key} ${than} ${here} or (${key} is null and ${here} is not null))`,
  )
}

/** It comes before that row. */
export function isBefore(order: QueueOrder): RawBuilder<SqlBool> {
  const than = sql.raw(order.order === 'asc' ? '<' : '>')
  return beyond(
    order,
    (key, here) => sql`(${key} ${than} ${here} or (${key} is not null and ${here} is null))`,
  )
}
