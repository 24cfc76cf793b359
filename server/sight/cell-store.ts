import { type RawBuilder, sql } from 'kysely'
import { openStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { outcomes } from '../../domain/reply/reply.ts'
import { ends, type FlowCounter, type NowCounter } from '../../domain/sight/figure.ts'
import type { Span } from '../../domain/sight/period.ts'
import type { Counts } from '../../domain/sight/tally.ts'
import { QueueAsked } from '../../wire/queue.ts'
import type { SightPlace } from '../../wire/sight.ts'
import type { Asker, Db } from '../context.ts'
import { matching, type QueueDays, queueFilter } from '../office/queue-store.ts'

/** Who asks for which figures, and by which day and calendar. */
export interface SightAsked {
  readonly asker: Asker
  readonly place: SightPlace
  readonly days: QueueDays
  /** What the asker lists beside the units that they see all of; null: nothing. Looked for once, when first asked. */
  readonly beside: () => Promise<Narrowing | null>
}

/** Narrows a list further: some of what the asker lists is in the folded sums already. */
export type Narrowing = RawBuilder<boolean>

/** Where appeals are: the unit (`none`: the registrar's desk, `notYet`: no number), executor, type. */
export interface CellPlace {
  readonly unit: string
  readonly executor: string
  readonly type: string
  readonly category: string
}
/** Of a month, by its first day. */
export type FlowCell = CellPlace & Counts<FlowCounter> & { readonly month: PlainDate }
export type NowCell = CellPlace & Counts<NowCounter>
export interface DaysCell extends Omit<CellPlace, 'executor'> {
  readonly month: PlainDate
  readonly days: number
  readonly answers: number
}

/** The appeals of a list of the queue, with their types: what a number on the page links to. */
export const listed = (db: Db, { asker, place, days }: SightAsked, more: object) =>
  matching(db, queueFilter(asker, QueueAsked.parse({ ...place, ...more }), days)).innerJoin(
    'appeal_type as kind',
    'kind.id',
    'appeal.type_id',
  )

export const unit = sql<string>`coalesce(appeal.unit_id::text,
  case when appeal.routed_at is not null then 'none' else 'notYet' end)`
const executor = sql<string>`coalesce(appeal.executor_id::text, 'none')`
const monthOf = (column: 'registration_date' | 'closed_on') =>
  sql<PlainDate>`sight_month(${sql.ref(`appeal.${column}`)})`
const total = <Name extends string>(name: Name, condition: RawBuilder<unknown> = sql`true`) =>
  sql<number>`(count(*) filter (where ${condition}))::int`.as(name)

/** What is so now of the open appeals that the asker lists, by where they are. */
export const listedNow = (db: Db, asked: SightAsked, narrowing: Narrowing = sql`true`): Promise<NowCell[]> =>
  nowOf(listed(db, asked, {}).where(narrowing), asked)

/** The same of all that are open where the asker sees everything: one index knows it (docs/decisions/0033). */
export const openNow = (db: Db, asked: SightAsked, where: Narrowing): Promise<NowCell[]> => {
  const kinds = db.selectFrom('appeal').innerJoin('appeal_type as kind', 'kind.id', 'appeal.type_id')
  return nowOf(kinds.where('appeal.status', 'in', openStatuses).where(where), asked)
}

async function nowOf(open: ReturnType<typeof listed>, asked: SightAsked): Promise<NowCell[]> {
  const due = (term: 'overdue' | 'today' | 'week') => dueWithin(asked, term)
  return await open
    .select(['kind.code as type', 'kind.category_code as category'])
    .select([unit.as('unit'), executor.as('executor')])
    .select([total('open'), total('overdue', due('overdue'))])
    .select([total('dueToday', due('today')), total('dueWeek', due('week'))])
    .select([
      total('unassigned', sql`appeal.executor_id is null and appeal.routed_at is not null`),
      total('unrouted', sql`appeal.unit_id is null and appeal.routed_at is not null`),
    ])
    .groupBy(['kind.code', 'kind.category_code', unit, executor])
    .execute()
}

function dueWithin({ asker, days }: SightAsked, term: 'overdue' | 'today' | 'week'): RawBuilder<unknown> {
  const bounds = queueFilter(asker, QueueAsked.parse({ due: term }), days).days
  return sql`appeal.due_date between ${bounds?.from ?? '-infinity'}::date and ${bounds?.to ?? 'infinity'}::date`
}

const received = ({ from, to }: Span) => ({ status: 'any', registeredFrom: from, registeredTo: to })
const closed = ({ from, to }: Span) => ({ status: 'any', closedFrom: from, closedTo: to })
const zero = <Name extends string>(name: Name) => sql<number>`0`.as(name)
const isAnswer = sql`appeal.status = ${ends.answered}`

/** What happened on these days to the appeals that the asker lists, counted from the appeals themselves. */
export async function plainFlow(
  db: Db,
  asked: SightAsked,
  span: Span,
  narrowing: Narrowing = sql`true`,
): Promise<FlowCell[]> {
  const came = await listed(db, asked, received(span))
    .where(narrowing)
    .select(['kind.code as type', 'kind.category_code as category'])
    .select([unit.as('unit'), executor.as('executor'), monthOf('registration_date').as('month')])
    .select([total('received'), zero('answered'), zero('late'), zero('extended'), zero('returned')])
    .select([zero('forwarded'), zero('satisfied'), zero('explained'), zero('refused'), zero('partly')])
    .groupBy(['kind.code', 'kind.category_code', unit, executor, monthOf('registration_date')])
    .execute()
  const [satisfied, explained, refused, partly] = outcomes.map(
    (outcome) => sql`${isAnswer} and appeal.outcome = ${outcome}`,
  )
  const went = await listed(db, asked, closed(span))
    .where(narrowing)
    .select(['kind.code as type', 'kind.category_code as category'])
    .select([unit.as('unit'), executor.as('executor'), monthOf('closed_on').as('month')])
    .select([zero('received'), total('answered', isAnswer), total('late', sql`${isAnswer} and appeal.late`)])
    .select([total('extended', sql`${isAnswer} and appeal.extended`)])
    .select([total('returned', sql`appeal.status = ${ends.returned}`)])
    .select([total('forwarded', sql`appeal.status = ${ends.forwarded}`)])
    .select([total('satisfied', satisfied), total('explained', explained)])
    .select([total('refused', refused), total('partly', partly)])
    .groupBy(['kind.code', 'kind.category_code', unit, executor, monthOf('closed_on')])
    .execute()
  return [...came, ...went]
}

/** How long the answers of these days took. */
export async function plainDays(
  db: Db,
  asked: SightAsked,
  span: Span,
  narrowing: Narrowing = sql`true`,
): Promise<DaysCell[]> {
  return await listed(db, asked, closed(span))
    .where(narrowing)
    .where(sql<boolean>`${isAnswer}`)
    .where('appeal.answered_in', 'is not', null)
    .select(['kind.code as type', 'kind.category_code as category', unit.as('unit')])
    .select([monthOf('closed_on').as('month'), 'appeal.answered_in as days', total('answers')])
    .groupBy(['kind.code', 'kind.category_code', unit, monthOf('closed_on'), 'appeal.answered_in'])
    .$narrowType<{ days: number }>()
    .execute()
}
