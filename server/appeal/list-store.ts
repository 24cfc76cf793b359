import type { SentStatus } from '../../domain/appeal/status.ts'
import type { SearchPart } from '../../domain/search/searchable.ts'
import type { Asker, Db } from '../context.ts'
import { matchesSearch } from '../search/search-condition.ts'
import { scopeOf } from './scope-store.ts'

interface Page {
  /** May be empty. */
  readonly search: string
  /** Where the asker may search. */
  readonly searched: readonly SearchPart[]
  /** Those of the list, or the one that was asked for. */
  readonly statuses: readonly SentStatus[]
  readonly page: number
  readonly size: number
}

/** Which sent appeals of one client, and which page of them. */
export interface ClientFilter extends Page {
  readonly personId: string
  readonly contractId?: string | undefined
}

/** Which appeals of the office, and which page of them. */
export interface OfficeFilter extends Page {
  readonly whose: 'all' | 'free' | 'mine'
  readonly asker: Asker
  readonly verdict?: 'waiting' | undefined
}

/** The appeals that match, of those that the asker may list: a client their own, staff the office's. */
export function matching(db: Db, filter: ClientFilter | OfficeFilter) {
  const { statuses, search, searched } = filter
  let found = db.selectFrom('appeal').where('appeal.status', 'in', statuses)
  if ('personId' in filter) {
    found = found.where('appeal.person_id', '=', filter.personId)
    if (filter.contractId !== undefined) found = found.where('appeal.contract_id', '=', filter.contractId)
    return search === '' ? found : found.where(matchesSearch(search, searched))
  }
  found = found.where(scopeOf(filter.asker, 'list'))
  if (filter.whose === 'free') found = found.where('appeal.executor_id', 'is', null)
  if (filter.whose === 'mine') found = found.where('appeal.executor_id', '=', filter.asker.id)
  if (filter.verdict === 'waiting') {
    found = found.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('signature')
          .innerJoin('prepared_letter', 'prepared_letter.id', 'signature.letter_id')
          .whereRef('prepared_letter.appeal_id', '=', 'appeal.id')
          .where('signature.revocation', '=', 'unknown')
          .select('signature.id'),
      ),
    )
  }
  return search === '' ? found : found.where(matchesSearch(search, searched))
}

/** How many match in all: a column of every row of a page. */
export function totalOf(db: Db, filter: ClientFilter | OfficeFilter) {
  return matching(db, filter)
    .select((count) => count.fn.countAll<number>().as('n'))
    .as('total')
}

/** The total as the rows of a page carry it; counted alone beyond the last page, where there is no row. */
export async function totalWith(
  db: Db,
  filter: ClientFilter | OfficeFilter,
  rows: readonly { readonly total: number | null }[],
): Promise<number> {
  const [first] = rows
  if (first !== undefined) return first.total ?? 0
  if (filter.page === 1) return 0
  const { total } = await db.selectNoFrom(totalOf(db, filter)).executeTakeFirstOrThrow()
  return total ?? 0
}
