import { useLocation, useSearchParams } from 'wouter'
import { type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import { type PageSize, pageSizes } from '../../domain/mailbox/paging.ts'

export const whose = ['all', 'mine', 'free'] as const
export type Whose = (typeof whose)[number]

export interface QueueAsked {
  readonly whose: Whose
  readonly page: number
  readonly size: PageSize
  readonly q: string
  readonly status: SentStatus | undefined
  readonly verdict: 'waiting' | undefined
}

/** The queue's query, kept in the URL; a change of filter goes back to page 1. */
export function useQueueQuery() {
  const [params, setParams] = useSearchParams()
  const [path] = useLocation()
  const asked: QueueAsked = {
    whose: whose.find((one) => one === params.get('whose')) ?? 'all',
    page: Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1),
    size: pageSizes.find((size) => size === Number(params.get('size'))) ?? 10,
    q: params.get('q') ?? '',
    status: sentStatuses.find((status) => status === params.get('status')),
    verdict: params.get('verdict') === 'waiting' ? 'waiting' : undefined,
  }
  const hrefOf = (next: Partial<QueueAsked>) => {
    const query = asParams({ ...asked, page: 1, ...next }).toString()
    return query === '' ? path : `${path}?${query}`
  }
  const change = (next: Partial<QueueAsked>) => setParams(asParams({ ...asked, page: 1, ...next }))
  return {
    asked,
    change,
    hrefOf,
    filtered: asked.q !== '' || asked.status !== undefined || asked.verdict !== undefined,
  }
}

function asParams({ whose: who, page, size, q, status, verdict }: QueueAsked): URLSearchParams {
  const params = new URLSearchParams()
  if (who !== 'all') params.set('whose', who)
  if (page !== 1) params.set('page', String(page))
  if (size !== 10) params.set('size', String(size))
  if (q !== '') params.set('q', q)
  if (status !== undefined) params.set('status', status)
  if (verdict !== undefined) params.set('verdict', verdict)
  return params
}
