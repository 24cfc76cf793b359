import { replyKinds } from '../../../domain/appeal/reply-kind.ts'
import { replyTerms } from '../../../domain/mailbox/queue.ts'
import type { ReplyFilter } from '../../../wire/reply.ts'
import { useListQuery } from '../../frame/use-list-query.ts'

const none = { kind: undefined, unit: undefined, author: undefined, due: undefined } as const

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What is no value of a filter narrows nothing. */
const idOf = (said: string | null, other?: string): string | undefined =>
  said !== null && (said === other || id.test(said)) ? said : undefined

/** By what the lists of letters that wait are narrowed: in the address, on the list and beside an open letter alike. */
export function useReplyFilters() {
  const { asked, change, hrefOf } = useListQuery((params) => ({
    kind: replyKinds.find((kind) => kind === params.get('kind')),
    unit: idOf(params.get('unit'), 'none'),
    author: idOf(params.get('author')),
    due: replyTerms.find((term) => term === params.get('due')),
  }))
  const { page, kind, unit, author, due } = asked
  const filter: ReplyFilter = { kind, unit, author, due }
  const on = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const query = new URLSearchParams(on).toString()
  return {
    page,
    filter,
    /** How many are on. */
    on: on.length,
    /** What an address of the same list ends with. */
    search: query === '' ? '' : `?${query}`,
    narrow: (next: Partial<ReplyFilter>) => change(next),
    clear: () => change(none),
    hrefOf,
  }
}
export type ReplyFilters = ReturnType<typeof useReplyFilters>
