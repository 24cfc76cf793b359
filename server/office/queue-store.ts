import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { openStatuses, type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { type Days, daysOfTerm } from '../../domain/mailbox/days-of-term.ts'
import { type AppealGroup, deskFilters, groupsAbove, notInHand } from '../../domain/mailbox/desk.ts'
import { countedAtMost, toldCount, waitsForOthers } from '../../domain/mailbox/queue.ts'
import { partsSearchedBy, type SearchPart } from '../../domain/search/searchable.ts'
import { QueueAsked } from '../../wire/queue.ts'
import { relatedBy, scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'
import { matchesSearch } from '../search/search-condition.ts'
import { cameBack, newlyAssigned } from './back-store.ts'
import { isAfter, isBefore, keyColumns, orderBackwards, orderBy, type QueueOrder } from './queue-order.ts'
import { waitsFor } from './waits-store.ts'

/** Who asks for which appeals, and in which order. Made by queueFilter alone. */
export interface QueueFilter extends QueueOrder {
  readonly asker: Asker
  /** Looked at, or taken away as a file. */
  readonly act: 'list' | 'export'
  readonly asked: Omit<QueueAsked, 'sort' | 'order'>
  /** The due dates that the filter by term asks for; null: any. */
  readonly days: Days | null
  readonly today: PlainDate
  /** Where the asker may search. */
  readonly searched: readonly SearchPart[]
  /** A heading of the asker's desk as filters: its own, and of those that win over it; null: any. */
  readonly desk: {
    readonly own: Narrowing
    readonly above: readonly Narrowing[]
    /** Over `appeal` and `reply`: the letters that win over it. */
    readonly letters: RawBuilder<SqlBool> | null
  } | null
}
type Narrowing = Pick<QueueFilter, 'asker' | 'asked' | 'days' | 'today'>

/** Today in Astana, and the calendar that terms are counted by. */
export interface QueueDays {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
}

/** What an address of the queue asks for, by this person and on a day. Every list of the office begins here. */
export function queueFilter(
  asker: Asker,
  asked: QueueAsked,
  { today, calendar }: QueueDays,
  act: QueueFilter['act'] = 'list',
): QueueFilter {
  const days = asked.due === undefined ? null : daysOfTerm(asked.due, today, calendar)
  const { sort, order } = asked
  const searched = partsSearchedBy(asker.roles, 'list')
  const desk = asked.desk === undefined ? null : onDesk(asker, asked.desk, { today, calendar })
  return { asker, act, asked, days, today, searched, desk, sort, order, language: asker.language }
}

function onDesk(asker: Asker, group: AppealGroup, { today, calendar }: QueueDays): QueueFilter['desk'] {
  const narrowing = (one: AppealGroup): Narrowing => {
    const { due } = deskFilters[one]
    const days = due === undefined ? null : daysOfTerm(due, today, calendar)
    return { asker, asked: QueueAsked.parse(deskFilters[one]), days, today }
  }
  return { own: narrowing(group), above: groupsAbove(group, asker.roles).map(narrowing), letters: null }
}

type Eb = ExpressionBuilder<Tables, 'appeal'>

function statusesOf({ status }: QueueFilter['asked']): readonly SentStatus[] {
  if (status === undefined) return openStatuses
  return status === 'any' ? sentStatuses : [status]
}

const absentToday = (today: PlainDate) => sql<boolean>`exists (select from absence
  where absence.staff_id = appeal.executor_id and cancelled_at is null and from_day <= ${today} and to_day >= ${today})`

function conditions(eb: Eb, { asker, asked, days, today }: Narrowing) {
  const { whose, unit, executor, category, type, contractKind, outcome, signature, waits, links, back } =
    asked
  const type_of = eb
    .selectFrom('appeal_type')
    .whereRef('appeal_type.id', '=', 'appeal.type_id')
    .select('appeal_type.id')
  return [
    ...(whose === 'mine' ? [relatedBy('own', asker)] : []),
    // What has not been registered yet is not to be handed out either.
    ...(whose === 'free'
      ? [eb('appeal.executor_id', 'is', null), eb('appeal.routed_at', 'is not', null)]
      : []),
    ...(whose === 'asked' ? [relatedBy('asked', asker)] : []),
    ...(unit === undefined
      ? []
      : unit === 'none'
        ? [eb('appeal.unit_id', 'is', null), eb('appeal.routed_at', 'is not', null)]
        : unit === 'some'
          ? [eb('appeal.unit_id', 'is not', null)]
          : unit === 'notYet'
            ? [eb('appeal.unit_id', 'is', null), eb('appeal.routed_at', 'is', null)]
            : [eb('appeal.unit_id', '=', unit)]),
    ...(executor === undefined
      ? []
      : [
          executor === 'none'
            ? eb('appeal.executor_id', 'is', null)
            : executor === 'absent'
              ? absentToday(today)
              : eb('appeal.executor_id', '=', executor),
        ]),
    ...(category === undefined ? [] : [eb.exists(type_of.where('appeal_type.category_code', '=', category))]),
    ...(type === undefined ? [] : [eb.exists(type_of.where('appeal_type.code', '=', type))]),
    ...(contractKind === undefined
      ? []
      : [
          eb.exists(
            eb
              .selectFrom('contract')
              .whereRef('contract.id', '=', 'appeal.contract_id')
              .where('contract.kind', '=', contractKind)
              .select('contract.id'),
          ),
        ]),
    // A term by words is of what is still waited for.
    ...(days === null ? [] : [eb('appeal.status', 'in', openStatuses)]),
    ...(days === null || days.from === null ? [] : [eb('appeal.due_date', '>=', days.from)]),
    ...(days === null || days.to === null ? [] : [eb('appeal.due_date', '<=', days.to)]),
    ...(asked.dueFrom === undefined ? [] : [eb('appeal.due_date', '>=', asked.dueFrom)]),
    ...(asked.dueTo === undefined ? [] : [eb('appeal.due_date', '<=', asked.dueTo)]),
    ...(asked.registeredFrom === undefined
      ? []
      : [eb('appeal.registration_date', '>=', asked.registeredFrom)]),
    ...(asked.registeredTo === undefined ? [] : [eb('appeal.registration_date', '<=', asked.registeredTo)]),
    ...(asked.closedFrom === undefined ? [] : [eb('appeal.closed_on', '>=', asked.closedFrom)]),
    ...(asked.closedTo === undefined ? [] : [eb('appeal.closed_on', '<=', asked.closedTo)]),
    ...(asked.late === undefined ? [] : [eb('appeal.late', '=', asked.late === 'yes')]),
    ...(asked.extended === undefined ? [] : [eb('appeal.extended', '=', asked.extended === 'yes')]),
    ...(outcome === undefined
      ? []
      : [outcome === 'none' ? eb('appeal.outcome', 'is', null) : eb('appeal.outcome', '=', outcome)]),
    ...(signature === undefined
      ? []
      : [
          sql<boolean>`exists (select from prepared_letter as signed join signature on signature.letter_id = signed.id
            where signed.appeal_id = appeal.id and signature.revocation = ${signature})`,
        ]),
    ...(waits === undefined
      ? []
      : [waits === 'any' ? eb.or(waitsForOthers.map((one) => waitsFor[one])) : waitsFor[waits]]),
    ...(links === undefined
      ? []
      : [
          sql<boolean>`not exists (select from appeal_link where unlinked_at is null
            and appeal.id in (appeal_link.appeal_id, appeal_link.other_id))`,
        ]),
    ...(back === undefined ? [] : [back === 'yes' ? cameBack(asker) : newlyAssigned(asker)]),
  ]
}

/** What a heading holds and none above it; where a day is missing, a comparison is neither true nor false. */
const deskConditions = (eb: Eb, { own, above, letters }: NonNullable<QueueFilter['desk']>) => [
  eb.and(conditions(eb, own)),
  ...above.map((one) => sql<boolean>`(${eb.and(conditions(eb, one))}) is not true`),
  ...(letters === null
    ? []
    : [sql<boolean>`not exists (select from reply where reply.appeal_id = appeal.id and ${letters})`]),
]

/** The one query of the office: every list, count, export and pager is made of it (docs/office.md 4). */
export function matching(db: Db, filter: QueueFilter) {
  const { asker, act, asked, searched } = filter
  const found = db
    .selectFrom('appeal')
    .where('appeal.status', 'in', statusesOf(asked))
    .where(scopeOf(asker, act))
    .where((eb) => eb.and(conditions(eb, filter)))
    .where((eb) => eb.and(filter.desk === null ? [] : deskConditions(eb, filter.desk)))
  return asked.q === '' ? found : found.where(matchesSearch(asked.q, searched))
}

/** How many there are, counted no further than one beyond what is exact. */
const counted = (db: Db, filter: QueueFilter) =>
  db
    .selectFrom(matching(db, filter).select('appeal.id').limit(countedAtMost).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('n'))

/** How many there are: the same as a page of them says. */
export async function countQueue(db: Db, filter: QueueFilter): Promise<{ total: number; more: boolean }> {
  return toldCount((await counted(db, filter).executeTakeFirstOrThrow()).n)
}

/** The ids of a stretch of the list in its order, how many there are in all, and whether others follow. */
export async function findQueueIds(
  db: Db,
  filter: QueueFilter,
  stretch: { readonly skip: number; readonly most: number },
): Promise<{ ids: string[]; total: number; more: boolean; hasNext: boolean }> {
  const rows = await matching(db, filter)
    .select(['appeal.id', counted(db, filter).as('n')])
    .orderBy(orderBy(filter))
    .limit(stretch.most + 1)
    .offset(stretch.skip)
    .execute()
  const [first] = rows
  const count = first === undefined ? await countQueue(db, filter) : toldCount(first.n ?? 0)
  const ids = rows.slice(0, stretch.most).map(({ id }) => id)
  return { ids, ...count, hasNext: rows.length > stretch.most }
}

/** The first of the list that is in somebody's hands. */
export async function findInHand(
  db: Db,
  filter: QueueFilter,
): Promise<{ id: string; number: number | null } | null> {
  const row = await matching(db, filter)
    .where((eb) => eb.not(waitsFor[notInHand]))
    .select(['appeal.id', 'appeal.number'])
    .orderBy(orderBy(filter))
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Every id of the list in its order, as of now: what a bulk act is done on. */
export async function idsOf(db: Db, filter: QueueFilter): Promise<string[]> {
  const rows = await matching(db, filter).select('appeal.id').orderBy(orderBy(filter)).execute()
  return rows.map(({ id }) => id)
}

/** The same as bytes, sixteen an id: a million of them are 16 MB. */
export async function packedIdsOf(db: Db, filter: QueueFilter): Promise<Buffer> {
  const { ids } = await db
    .selectFrom(
      matching(db, filter)
        .select(['appeal.id', sql`row_number() over (order by ${orderBy(filter)})`.as('place')])
        .as('found'),
    )
    .select(sql<Buffer | null>`string_agg(uuid_send(found.id), ''::bytea order by found.place)`.as('ids'))
    .executeTakeFirstOrThrow()
  return ids ?? Buffer.alloc(0)
}

/**
 * What comes before and after an appeal in the list. It may have left the list: its place there is still known. Null
 * where the asker may not see it any more.
 */
export async function findNeighbours(
  db: Db,
  filter: QueueFilter,
  appealId: string,
): Promise<{ previous: string | null; next: string | null } | null> {
  const here = sql`(select ${keyColumns(filter)} from appeal
    where appeal.id = ${appealId}::uuid and appeal.status in (${sql.join(sentStatuses)}) and ${scopeOf(filter.asker, 'list')})`
  const seen = await sql`select from ${here} as here`.execute(db)
  if (seen.rows.length === 0) return null
  const nearest = (which: 'next' | 'previous') =>
    matching(db, filter)
      .where('appeal.id', '<>', appealId)
      .innerJoin(sql<Record<string, unknown>>`${here}`.as('here'), (join) =>
        join.on(which === 'next' ? isAfter(filter) : isBefore(filter)),
      )
      .select('appeal.id')
      .orderBy(which === 'next' ? orderBy(filter) : orderBackwards(filter))
      .limit(1)
  const { next, previous } = await db
    .selectNoFrom([nearest('next').as('next'), nearest('previous').as('previous')])
    .executeTakeFirstOrThrow()
  return { previous, next }
}

/** How many of the list are due on each day. */
export async function dueByDay(db: Db, filter: QueueFilter): Promise<ReadonlyMap<string, number>> {
  const rows = await matching(db, filter)
    .select((eb) => ['appeal.due_date', eb.fn.countAll<number>().as('n')])
    .groupBy('appeal.due_date')
    .execute()
  return new Map(rows.flatMap(({ due_date, n }) => (due_date === null ? [] : [[due_date, n]])))
}
