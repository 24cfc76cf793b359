import { useLocation, useSearchParams } from 'wouter'
import { type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import { type PageSize, pageSizes } from '../../domain/mailbox/paging.ts'

/** §2: what a list is asked for; all of it is in the URL, so that Back and reload keep it. */
export interface MailboxAsked {
  readonly page: number
  readonly size: PageSize
  readonly q: string
  readonly status: SentStatus | undefined
  readonly contract: string | undefined
}

/** The list's query from the URL, and ways to change it; a change of filter goes back to page 1. */
export function useMailboxQuery() {
  const [params, setParams] = useSearchParams()
  const [path] = useLocation()
  const asked: MailboxAsked = {
    page: Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1),
    size: pageSizes.find((size) => size === Number(params.get('size'))) ?? 10,
    q: params.get('q') ?? '',
    status: sentStatuses.find((status) => status === params.get('status')),
    contract: params.get('contract') ?? undefined,
  }
  const change = (next: Partial<MailboxAsked>) => setParams(asParams({ ...asked, page: 1, ...next }))
  const hrefOf = (page: number) => `${path}?${asParams({ ...asked, page })}`
  const filtered = asked.q !== '' || asked.status !== undefined || asked.contract !== undefined
  const clear = () =>
    setParams(asParams({ page: 1, size: asked.size, q: '', status: undefined, contract: undefined }))
  return { asked, change, hrefOf, filtered, clear }
}

function asParams(asked: MailboxAsked): URLSearchParams {
  const entries = Object.entries({
    ...asked,
    page: asked.page === 1 ? undefined : asked.page,
    size: asked.size === 10 ? undefined : asked.size,
  })
  return new URLSearchParams(
    entries.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])),
  )
}
