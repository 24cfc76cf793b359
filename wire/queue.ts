import { z } from 'zod'
import { actions, sentStatuses, statuses } from '../domain/appeal/status.ts'
import { bulkActs } from '../domain/appeal/work.ts'
import { contractKinds } from '../domain/contract/contract.ts'
import { letterLanguages } from '../domain/language.ts'
import { appealGroups } from '../domain/mailbox/desk.ts'
import {
  exactCount,
  queueBack,
  queueBegins,
  queueColumns,
  queueOutcomes,
  queueSizes,
  queueSorts,
  queueTabs,
  queueTerms,
  queueWaits,
  queueWhose,
} from '../domain/mailbox/queue.ts'
import { Day } from './day.ts'
import { LocalisedText } from './person.ts'

const code = z.string().min(1).max(100)

/** What a list of the office is asked for; an address holds all of it, and each list, count and export reads it so. */
export const QueueAsked = z.object({
  q: z.string().trim().max(200).default(queueBegins.q),
  whose: z.enum(queueWhose).default(queueBegins.whose),
  /** Left out: those in work; `any`: the finished ones too. */
  status: z.enum([...sentStatuses, 'any']).optional(),
  /** `none`: on the registrar's desk; `some`: in any unit; `notYet`: without a number, so that it is nobody's yet. */
  unit: z.union([z.uuid(), z.enum(['none', 'some', 'notYet'])]).optional(),
  /** `none`: nobody's; `absent`: somebody who is away today. */
  executor: z.union([z.uuid(), z.enum(['none', 'absent'])]).optional(),
  category: code.optional(),
  type: code.optional(),
  contractKind: z.enum(contractKinds).optional(),
  due: z.enum(queueTerms).optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  registeredFrom: Day.optional(),
  registeredTo: Day.optional(),
  /** The day on which it came to its end. */
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  /** Whether a day that was told had passed when it was answered, or when an interim reply was sent. */
  late: z.enum(['yes', 'no']).optional(),
  /** Whether an interim reply has moved the day. */
  extended: z.enum(['yes', 'no']).optional(),
  outcome: z.enum(queueOutcomes).optional(),
  /** What the national authority says of the signature. */
  signature: z.enum(['good', 'unknown', 'revoked', 'not_checked']).optional(),
  waits: z.enum([...queueWaits, 'any']).optional(),
  /** Only those that are linked to no other appeal. */
  links: z.enum(['none']).optional(),
  /** Only those that came back to the asker, or were assigned to them first, since they last opened them. */
  back: z.enum(queueBack).optional(),
  /** Only what the asker's desk holds under this heading. */
  desk: z.enum(appealGroups).optional(),
  sort: z.enum(queueSorts).default(queueBegins.sort),
  order: z.enum(['asc', 'desc']).default(queueBegins.order),
})
export type QueueAsked = z.output<typeof QueueAsked>

/**
 * What the parameters of an address ask for. What is none of the list's, or no value of its, is left out: an old
 * saved view goes on working when a filter goes.
 */
export function queueAsked(params: Readonly<Record<string, string>>): QueueAsked {
  const whole = QueueAsked.safeParse(params)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map(({ path }) => String(path[0])))
  return QueueAsked.parse(Object.fromEntries(Object.entries(params).filter(([key]) => !wrong.has(key))))
}

/** A page of it. */
export const QueueQuery = QueueAsked.extend({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().pipe(z.literal(queueSizes)).default(25),
})

/** One row of a list of the office. */
export const QueueRow = z.object({
  id: z.uuid(),
  /** Of its last event: live news of a later one says that the row is old. */
  seq: z.number(),
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  status: z.enum(statuses),
  client: z.string(),
  contractNumber: z.string(),
  contractKind: z.enum(contractKinds),
  category: LocalisedText,
  type: LocalisedText,
  coupon: z.string(),
  registration: z.string().nullable(),
  received: z.iso.datetime(),
  dueDate: z.iso.date().nullable(),
  dueMoved: z.boolean(),
  workingDaysLeft: z.number().nullable(),
  overdue: z.boolean(),
  /** The day that the office has set itself. */
  internalDay: z.iso.date().nullable(),
  unit: LocalisedText.nullable(),
  executor: z.string().nullable(),
  /** «Иманбекова С. М.» */
  executorShort: z.string().nullable(),
  executorAway: z.boolean(),
  executorId: z.uuid().nullable(),
  mine: z.boolean(),
  signature: z.enum(['good', 'unknown', 'revoked', 'not_checked']),
  /**
   * The signature's verdict is still open, since then (when the appeal was received); null: decided, or nobody is
   * asked.
   */
  verdictOpenSince: z.iso.datetime().nullable(),
  /** What it waits for. */
  waits: z.array(z.enum(queueWaits)),
  /** What of the letter was found that the row does not show. */
  found: z.string().nullable(),
  /** What the asker may do now: one action a row. */
  actions: z.array(z.enum(actions)),
  /** What may be done with it among many. */
  bulkActs: z.array(z.enum(bulkActs)),
})
export type QueueRow = z.infer<typeof QueueRow>

/** How many there are; `more`: `total` of them have been counted, and there are others. */
export const Count = z.object({ total: z.number().max(exactCount), more: z.boolean() })
export type Count = z.infer<typeof Count>

export const Queue = Count.extend({
  rows: z.array(QueueRow),
  page: z.number(),
  size: z.number(),
  /** Whether another page follows; beyond the exact count nothing else says so. */
  hasNext: z.boolean(),
})
export type Queue = z.infer<typeof Queue>

/** What comes before and after an appeal in the list of an address. */
export const NeighboursQuery = QueueAsked.extend({ of: z.uuid() })
export const Neighbours = z.object({ previous: z.uuid().nullable(), next: z.uuid().nullable() })

/** A list as a file; its columns are those that the asker has chosen for themselves. */
export const ExportQuery = QueueAsked.extend({ format: z.enum(['csv', 'xlsx']) })

/** How somebody likes to see the queue: columns in their order (null: the usual ones), one line a row. */
export const QueuePreference = z.object({
  columns: z
    .array(z.enum(queueColumns))
    .min(1)
    .refine((columns) => new Set(columns).size === columns.length)
    .nullable(),
  dense: z.boolean(),
})
export type QueuePreference = z.infer<typeof QueuePreference>

const viewName = z.string().trim().min(1).max(60)
/** A saved view: a name for an address. `unitId`: for everybody in that unit; left out: one's own. */
export const NewView = z.object({ name: viewName, query: z.string().max(2000), unitId: z.uuid().optional() })

/** Named addresses of the queue with their counts: those that everybody has, one's own and the units'. */
export const Views = z.object({
  tabs: z.array(Count.extend({ tab: z.enum(queueTabs), query: z.string() })),
  views: z.array(
    Count.extend({
      id: z.uuid(),
      name: z.string(),
      query: z.string(),
      unit: LocalisedText.nullable(),
      mayDelete: z.boolean(),
    }),
  ),
  /** The units for which the asker may save views. */
  units: z.array(z.object({ id: z.uuid(), name: LocalisedText })),
})
export type Views = z.infer<typeof Views>

/** What is jumped to by `Ctrl K`: appeals, then colleagues. */
export const Jump = z.object({
  appeals: z.array(
    QueueRow.pick({ id: true, subject: true, client: true, registration: true, status: true }),
  ),
  people: z.array(z.object({ id: z.uuid(), name: z.string(), away: z.boolean() })),
})
export type Jump = z.infer<typeof Jump>

/** What the filters offer: what the asker may see of each. */
export const QueueChoices = z.object({
  units: z.array(z.object({ id: z.uuid(), name: LocalisedText })),
  executors: z.array(z.object({ id: z.uuid(), name: z.string(), away: z.boolean() })),
  categories: z.array(z.object({ code: z.string(), name: LocalisedText })),
  types: z.array(z.object({ code: z.string(), name: LocalisedText })),
})
export type QueueChoices = z.infer<typeof QueueChoices>
