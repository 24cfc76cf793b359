import type { SentStatus } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { SearchPart } from '../../domain/search/searchable.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { matchesSearch } from '../search/search-condition.ts'

/** Which sent appeals of those whom one client may act for today, and which page of them. */
export interface ClientFilter {
  readonly personId: string
  readonly today: PlainDate
  readonly contractId?: string | undefined
  /** May be empty. */
  readonly search: string
  /** Where the asker may search. */
  readonly searched: readonly SearchPart[]
  /** Those of the list, or the one that was asked for. */
  readonly statuses: readonly SentStatus[]
  readonly page: number
  readonly size: number
}

/** The appeals that match. */
export function matching(db: Db, filter: ClientFilter) {
  const { statuses, search, searched, personId, today, contractId } = filter
  const own = db
    .selectFrom('appeal')
    .where('appeal.status', 'in', statuses)
    .where(isForPartyOf(personId, today))
  const under = contractId === undefined ? own : own.where('appeal.contract_id', '=', contractId)
  return search === '' ? under : under.where(matchesSearch(search, searched))
}

/** How many match in all: a column of every row of a page. */
export function totalOf(db: Db, filter: ClientFilter) {
  return matching(db, filter)
    .select((count) => count.fn.countAll<number>().as('n'))
    .as('total')
}

/** The total as the rows of a page carry it; counted alone beyond the last page, where there is no row. */
export async function totalWith(
  db: Db,
  filter: ClientFilter,
  rows: readonly { readonly total: number | null }[],
): Promise<number> {
  const [first] = rows
  if (first !== undefined) return first.total ?? 0
  if (filter.page === 1) return 0
  const { total } = await db.selectNoFrom(totalOf(db, filter)).executeTakeFirstOrThrow()
  return total ?? 0
}
