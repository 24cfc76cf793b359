import { useMemo } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { sentStatuses } from '../../../domain/appeal/status.ts'
import { contractKinds } from '../../../domain/contract/contract.ts'
import { appealGroups } from '../../../domain/mailbox/desk.ts'
import {
  queueBack,
  queueBegins,
  queueNarrows,
  queueOutcomes,
  queueSizes,
  queueSorts,
  queueTerms,
  queueWaits,
  queueWhose,
} from '../../../domain/mailbox/queue.ts'
import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import type { QueueAsked } from '../../../wire/queue.ts'

export type QueuePageAsked = QueueAsked & {
  readonly page: number
  readonly size: (typeof queueSizes)[number]
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const yesNo = ['yes', 'no'] as const
const day = /^\d{4}-\d{2}-\d{2}$/

/** What an address of the queue asks for; what it says that is nothing is left out. */
export function askedBy(params: URLSearchParams): QueuePageAsked {
  const get = (key: string) => params.get(key) ?? undefined
  const one = <Value extends string>(key: string, values: readonly Value[]) =>
    values.find((value) => value === params.get(key))
  const like = (key: string, shape: RegExp) => (shape.test(get(key) ?? '') ? get(key) : undefined)
  const found = {
    q: get('q') ?? queueBegins.q,
    whose: one('whose', queueWhose) ?? queueBegins.whose,
    status: one('status', [...sentStatuses, 'any' as const]),
    unit: one('unit', ['none', 'some', 'notYet'] as const) ?? like('unit', uuid),
    executor: one('executor', ['none', 'absent']) ?? like('executor', uuid),
    category: get('category'),
    type: get('type'),
    contractKind: one('contractKind', contractKinds),
    due: one('due', queueTerms),
    dueFrom: like('dueFrom', day),
    dueTo: like('dueTo', day),
    registeredFrom: like('registeredFrom', day),
    registeredTo: like('registeredTo', day),
    closedFrom: like('closedFrom', day),
    closedTo: like('closedTo', day),
    late: one('late', yesNo),
    extended: one('extended', yesNo),
    outcome: one('outcome', queueOutcomes),
    signature: one('signature', ['good', 'unknown', 'revoked', 'not_checked'] as const),
    waits: one('waits', [...queueWaits, 'any' as const]),
    links: one('links', ['none'] as const),
    back: one('back', queueBack),
    desk: one('desk', appealGroups),
    sort: one('sort', queueSorts) ?? queueBegins.sort,
    order: one('order', ['asc', 'desc'] as const) ?? queueBegins.order,
  }
  return {
    ...found,
    page: Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1),
    size: queueSizes.find((size) => size === Number(params.get('size'))) ?? 25,
  }
}

/** The query of an address: only what is otherwise than the list begins. */
export function addressOf({ page, size, ...asked }: QueuePageAsked): string {
  const told = [queueAddress(asked), page === 1 ? '' : `page=${page}`, size === 25 ? '' : `size=${size}`]
  return told.filter((part) => part !== '').join('&')
}

/** What the queue is asked for: all of it is in the URL. A change of anything but the page goes back to page 1. */
export function useQueue() {
  const [params, setParams] = useSearchParams()
  const [path] = useLocation()
  const asked = useMemo(() => askedBy(params), [params])
  const next = (change: Partial<QueuePageAsked>) => addressOf({ ...asked, page: 1, ...change })
  return {
    asked,
    /** As the address says it, without the page: whose selection and views it is. */
    address: addressOf({ ...asked, page: 1 }),
    filtered: queueNarrows.some((key) => asked[key] !== undefined && asked[key] !== ''),
    change: (change: Partial<QueuePageAsked>) => setParams(new URLSearchParams(next(change))),
    clear: () =>
      setParams(new URLSearchParams(addressOf({ ...askedBy(new URLSearchParams()), whose: asked.whose }))),
    hrefOf: (change: Partial<QueuePageAsked>) => {
      const query = next(change)
      return query === '' ? path : `${path}?${query}`
    },
  }
}
export type QueueState = ReturnType<typeof useQueue>
