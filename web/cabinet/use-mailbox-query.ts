import { sentStatuses } from '../../domain/appeal/status.ts'
import { useListQuery } from '../frame/use-list-query.ts'

/** §2: what «Кіріс» or «Шығыс» is asked for. */
export function useMailboxQuery() {
  const query = useListQuery((params) => ({
    status: sentStatuses.find((status) => status === params.get('status')),
    contract: params.get('contract') ?? undefined,
  }))
  const { q, status, contract } = query.asked
  return {
    ...query,
    filtered: q !== '' || status !== undefined || contract !== undefined,
    clear: () => query.change({ q: '', status: undefined, contract: undefined }),
  }
}
