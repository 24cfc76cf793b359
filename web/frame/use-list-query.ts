import { useLocation, useSearchParams } from 'wouter'
import { type PageSize, pageSizes } from '../../domain/mailbox/paging.ts'

/** §2: what every list is asked for; all of it is in the URL, so that Back and reload keep it. */
export interface ListAsked {
  readonly page: number
  readonly size: PageSize
  readonly q: string
}

/** What one list is asked for besides: filters by their names, undefined where nothing is chosen. */
type Filters = Readonly<Record<string, string | undefined>>

/**
 * A list's query from the URL, and ways to change it; a change of anything but the page goes back to page 1.
 * @param begins what a list is asked for when its address says nothing else
 */
export function useListQuery<More extends Filters>(
  read: (params: URLSearchParams) => More,
  begins: Partial<More> = {},
) {
  const [params, setParams] = useSearchParams()
  const [path] = useLocation()
  const asked: ListAsked & More = {
    page: Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1),
    size: pageSizes.find((size) => size === Number(params.get('size'))) ?? 10,
    q: params.get('q') ?? '',
    ...read(params),
  }
  return {
    asked,
    change: (next: Partial<ListAsked & More>) => setParams(asParams({ ...asked, page: 1, ...next }, begins)),
    hrefOf: (next: Partial<ListAsked & More>) => {
      const query = asParams({ ...asked, page: 1, ...next }, begins).toString()
      return query === '' ? path : `${path}?${query}`
    },
  }
}

/** Only what is asked otherwise than the list begins. */
function asParams(asked: ListAsked & Filters, begins: Filters): URLSearchParams {
  const first: Readonly<Record<string, unknown>> = { page: 1, size: 10, q: '', ...begins }
  return new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]) =>
      value === undefined || value === first[key] ? [] : [[key, String(value)]],
    ),
  )
}
