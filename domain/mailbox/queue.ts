import { outcomes } from '../reply/reply.ts'

/** Whose work the queue shows: everybody's, the asker's own, nobody's, or what their unit was asked about. */
export const queueWhose = ['all', 'mine', 'free', 'asked'] as const

/** The tabs that the queue begins with: addresses that everybody needs. `all` holds the finished ones too. */
export const queueTabs = ['open', 'mine', 'free', 'overdue', 'verdict', 'all'] as const
export const tabFilters = {
  open: {},
  mine: { whose: 'mine' },
  free: { whose: 'free' },
  overdue: { due: 'overdue' },
  verdict: { waits: 'verdict' },
  all: { status: 'any' },
} as const

/** Terms by words; `soon`: within three working days after today, `week`: from today to Sunday. */
export const queueTerms = ['overdue', 'today', 'soon', 'week'] as const
export type QueueTerm = (typeof queueTerms)[number]
/** By which of them letters that wait are narrowed. */
export const replyTerms = ['overdue', 'today'] as const satisfies readonly QueueTerm[]

/**
 * What an appeal waits for: the client's papers, another unit's answer, a yes or a signature to a letter of the
 * company, the national authority's verdict, a word of the company to what the client has written, its decision on a
 * withdrawal.
 */
export const queueWaits = ['papers', 'unit', 'approval', 'verdict', 'word', 'withdrawal'] as const
/** Of them the waiting for others: a word and a decision are the company's. */
export const waitsForOthers = queueWaits.filter((one) => one !== 'word' && one !== 'withdrawal')

/** What others did since the asker last opened it: it came back to them, or was assigned to them for the first time. */
export const queueBack = ['yes', 'first'] as const

/** What an answer says; `none`: it was sent before answers said so. */
export const queueOutcomes = [...outcomes, 'none'] as const

/** The columns that the queue can show; the usual ones in their order. docs/office.md 4 */
export const queueColumns = [
  'registration',
  'subject',
  'category',
  'executor',
  'due',
  'status',
  'client',
  'contract',
  'type',
  'contractKind',
  'unit',
  'coupon',
  'received',
  'internalDay',
  'signature',
] as const
export type QueueColumn = (typeof queueColumns)[number]
export const usualColumns: readonly QueueColumn[] = [
  'registration',
  'subject',
  'category',
  'executor',
  'due',
  'status',
]

/** By what the queue can be put in order. */
export const queueSorts = [
  'due',
  'registration',
  'received',
  'subject',
  'client',
  'executor',
  'status',
  'unit',
  'internalDay',
] as const
export type QueueSort = (typeof queueSorts)[number]

/** Rows that the queue shows at once. */
export const queueSizes = [25, 50, 100] as const

/** Counts are exact up to here; beyond it a list says «1 000+» (docs/office.md 4). */
export const exactCount = 1000
/** Counting stops at one beyond, which says that there are more. */
export const countedAtMost = exactCount + 1
/** What was counted no further than that, as it is told: «1 000+». */
export const toldCount = (n: number): { readonly total: number; readonly more: boolean } => ({
  total: Math.min(n, exactCount),
  more: n > exactCount,
})

/** What a list is asked for when its address says nothing. */
export const queueBegins = { q: '', whose: 'all', sort: 'due', order: 'asc' } as const

/** Everything that an address of the queue may say, beside the page. */
export const queueKeys = [
  'q',
  'whose',
  'status',
  'unit',
  'executor',
  'category',
  'type',
  'contractKind',
  'due',
  'dueFrom',
  'dueTo',
  'registeredFrom',
  'registeredTo',
  'closedFrom',
  'closedTo',
  'late',
  'extended',
  'outcome',
  'signature',
  'waits',
  'links',
  'back',
  'desk',
  'sort',
  'order',
] as const

/** What narrows a list; the rest is whose it is and its order. */
export const queueNarrows = queueKeys.filter((key) => key !== 'whose' && key !== 'sort' && key !== 'order')
