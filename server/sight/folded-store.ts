import { type RawBuilder, sql } from 'kysely'
import { relationsFor } from '../../domain/appeal/rights.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { flowCounters } from '../../domain/sight/figure.ts'
import { type Span, spanOfMonth, wholeMonths } from '../../domain/sight/period.ts'
import { relatedBy } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'
import {
  type DaysCell,
  type FlowCell,
  listedNow,
  type Narrowing,
  type NowCell,
  openNow,
  plainDays,
  plainFlow,
  type SightAsked,
} from './cell-store.ts'

const uuids = (ids: readonly string[]) => sql`${[...ids]}::uuid[]`

/** The units whose every appeal the asker lists, so that their sums may be told; null: every one. */
function unitsWhole({ roles, duty }: Asker): readonly string[] | null {
  const relations = relationsFor(roles, 'list', duty.seesAll)
  if (relations.has('all')) return null
  return relations.has('unit') ? duty.unitsBelow : []
}

/**
 * What the asker lists beside those units: found by itself first, since most have nothing there. The list itself says
 * what of it counts. Null: there is nothing.
 */
async function outside(db: Db, asker: Asker): Promise<Narrowing | null> {
  const whole = unitsWhole(asker)
  if (whole === null) return null
  const other = sql<boolean>`(appeal.unit_id is null or appeal.unit_id <> all(${uuids(whole)}))`
  const relations = [...relationsFor(asker.roles, 'list', asker.duty.seesAll)].filter((one) => one !== 'unit')
  if (relations.length === 0) return null
  // Each by itself, so that each is found by its index: what they are says the table of rights.
  const { rows } = await sql<{ id: string }>`${sql.join(
    relations.map((one) => sql`select appeal.id from appeal where ${relatedBy(one, asker)} and ${other}`),
    sql` union `,
  )}`.execute(db)
  return rows.length === 0 ? null : sql<boolean>`appeal.id = any(${uuids(rows.map(({ id }) => id))})`
}

/** As `SightAsked` has it: looked for when it is first needed, and not again. */
export function besideOf(db: Db, asker: Asker): SightAsked['beside'] {
  let found: Promise<Narrowing | null> | undefined
  return () => {
    found ??= outside(db, asker)
    return found
  }
}

/** The units that the sums may be told of, and what the page is narrowed to; over `kind` and what has these columns. */
function whereSeen(
  { asker, place }: SightAsked,
  { unit, routed }: { readonly unit: RawBuilder<unknown>; readonly routed: RawBuilder<unknown> },
): Narrowing {
  const whole = unitsWhole(asker)
  const conditions = [
    ...(whole === null ? [] : [sql`${unit} = any(${uuids(whole)})`]),
    ...(place.unit === undefined
      ? []
      : place.unit === 'none' || place.unit === 'notYet'
        ? [sql`${unit} is null and ${routed} = ${place.unit === 'none'}`]
        : [sql`${unit} = ${place.unit}::uuid`]),
    ...(place.category === undefined ? [] : [sql`kind.category_code = ${place.category}`]),
  ]
  return conditions.length === 0 ? sql`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`
}
const ofAppeal = { unit: sql`appeal.unit_id`, routed: sql`(appeal.routed_at is not null)` }

/** What is added up and what is not yet, each by its own index: together they would be read whole. */
const sums = (table: 'sight_count' | 'sight_days', asked: SightAsked, months: readonly PlainDate[]) => {
  const part = (folded: RawBuilder<unknown>) =>
    sql`select * from ${sql.table(table)} where month = any(${[...months]}::date[]) and ${folded}`
  return sql`from (${part(sql`folded`)} union all ${part(sql`not folded`)}) as cell
    join appeal_type as kind on kind.id = cell.type_id
    where ${whereSeen(asked, { unit: sql`cell.unit_id`, routed: sql`cell.routed` })}`
}

const unit = sql.raw(
  `coalesce(cell.unit_id::text, case when cell.routed then 'none' else 'notYet' end) as unit`,
)
const kind = sql.raw('kind.code as type, kind.category_code as category')
const counters = sql.raw(flowCounters.map((name) => `sum(cell.${name})::int as ${name}`).join(', '))

async function foldedFlow(db: Db, asked: SightAsked, months: readonly PlainDate[]): Promise<FlowCell[]> {
  const { rows } =
    await sql<FlowCell>`select cell.month, ${unit}, coalesce(cell.executor_id::text, 'none') as executor,
      ${kind}, ${counters}
    ${sums('sight_count', asked, months)}
    group by cell.month, cell.unit_id, cell.routed, cell.executor_id, kind.code, kind.category_code`.execute(
      db,
    )
  return rows
}

async function foldedDays(db: Db, asked: SightAsked, months: readonly PlainDate[]): Promise<DaysCell[]> {
  const { rows } =
    await sql<DaysCell>`select cell.month, ${unit}, ${kind}, cell.days, sum(cell.answers)::int as answers
    ${sums('sight_days', asked, months)}
    group by cell.month, cell.unit_id, cell.routed, kind.code, kind.category_code, cell.days`.execute(db)
  return rows
}

interface Source<Cell> {
  readonly folded: (db: Db, asked: SightAsked, months: readonly PlainDate[]) => Promise<Cell[]>
  readonly plain: (db: Db, asked: SightAsked, span: Span, narrowing?: Narrowing) => Promise<Cell[]>
}

/**
 * The cells of each span. Whole months come from the folded sums, the days beside them and what the asker lists of
 * other units from the appeals; by kind of contract, which the sums don't know, all of it does.
 */
async function cellsIn<Cell extends { readonly month: PlainDate }>(
  db: Db,
  asked: SightAsked,
  spans: readonly Span[],
  { folded, plain }: Source<Cell>,
): Promise<Cell[][]> {
  const parts = spans.map(wholeMonths)
  const months = [...new Set(parts.flatMap((part) => part.months))].sort()
  const [first, last] = [months[0], months.at(-1)]
  const whole: Cell[] = []
  if (first !== undefined && last !== undefined) {
    const all = { from: first, to: spanOfMonth(last).to }
    if (asked.place.contractKind !== undefined) whole.push(...(await plain(db, asked, all)))
    else {
      whole.push(...(await folded(db, asked, months)))
      const beside = await asked.beside()
      if (beside !== null) whole.push(...(await plain(db, asked, all, beside)))
    }
  }
  const found: Cell[][] = []
  for (const part of parts) {
    const cells = whole.filter(({ month }) => part.months.includes(month))
    for (const edge of part.edges) cells.push(...(await plain(db, asked, edge)))
    found.push(cells)
  }
  return found
}

export const flowIn = (db: Db, asked: SightAsked, spans: readonly Span[]): Promise<FlowCell[][]> =>
  cellsIn(db, asked, spans, { folded: foldedFlow, plain: plainFlow })

export const daysIn = (db: Db, asked: SightAsked, spans: readonly Span[]): Promise<DaysCell[][]> =>
  cellsIn(db, asked, spans, { folded: foldedDays, plain: plainDays })

/** What is so now: where the asker sees everything by one index, beside it as it is listed. */
export async function nowIn(db: Db, asked: SightAsked): Promise<NowCell[]> {
  if (asked.place.contractKind !== undefined) return await listedNow(db, asked)
  const whole = await openNow(db, asked, whereSeen(asked, ofAppeal))
  const beside = await asked.beside()
  return beside === null ? whole : [...whole, ...(await listedNow(db, asked, beside))]
}

/** Adds changes up into the sums. Who comes second has nothing to add. */
export async function foldChanges(db: Db): Promise<void> {
  await sql`with once as (select pg_try_advisory_xact_lock(hashtext('sight')) as mine),
      gone as (delete from sight_count using once where mine and not folded returning sight_count.*)
    insert into sight_count as cell (month, unit_id, routed, executor_id, type_id, ${sql.join(flowCounters.map((name) => sql.ref(name)))}, folded)
    select month, unit_id, routed, executor_id, type_id, ${sql.raw(flowCounters.map((name) => `sum(${name})`).join(', '))}, true
      from gone group by month, unit_id, routed, executor_id, type_id
    on conflict (month, unit_id, routed, executor_id, type_id) where folded do update
      set ${sql.raw(flowCounters.map((name) => `${name} = cell.${name} + excluded.${name}`).join(', '))}`.execute(
    db,
  )
  await sql`with once as (select pg_try_advisory_xact_lock(hashtext('sight')) as mine),
      gone as (delete from sight_days using once where mine and not folded returning sight_days.*)
    insert into sight_days as cell (month, unit_id, routed, type_id, days, answers, folded)
    select month, unit_id, routed, type_id, days, sum(answers), true
      from gone group by month, unit_id, routed, type_id, days
    on conflict (month, unit_id, routed, type_id, days) where folded do update
      set answers = cell.answers + excluded.answers`.execute(db)
}
