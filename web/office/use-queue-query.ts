import { sentStatuses } from '../../domain/appeal/status.ts'
import { useListQuery } from '../frame/use-list-query.ts'

/** Whose appeals a tab of the queue shows. */
export const whose = ['all', 'mine', 'free'] as const

/** What the queue is asked for. */
export function useQueueQuery() {
  const query = useListQuery(
    (params) => ({
      whose: whose.find((one) => one === params.get('whose')) ?? 'all',
      status: sentStatuses.find((status) => status === params.get('status')),
      verdict: params.get('verdict') === 'waiting' ? ('waiting' as const) : undefined,
    }),
    { whose: 'all' },
  )
  const { q, status, verdict } = query.asked
  return {
    ...query,
    filtered: q !== '' || status !== undefined || verdict !== undefined,
    clear: () => query.change({ q: '', status: undefined, verdict: undefined }),
  }
}
