import { z } from 'zod'
import { bulkActs } from '../domain/appeal/work.ts'
import { NewAssignment, NewGivingBack, NewRouting, Reason, Settled } from './work.ts'

/** What is done to each of many. */
export const BulkOrder = z.discriminatedUnion('act', [
  NewAssignment.omit({ seen: true, settled: true }).extend({ act: z.literal('assign') }),
  NewRouting.omit({ seen: true }).extend({ act: z.literal('route') }),
  z.object({ act: z.literal('takeIntoWork') }),
  NewGivingBack.extend({ act: z.literal('giveBack') }),
])

/** How many appeals one act takes at most. */
export const mostInBulk = 5000

/** Those that are ticked, with the executor that the page showed of each, or all of a list: its address. */
const Chosen = {
  appeals: z
    .array(z.object({ id: z.uuid(), seen: z.uuid().nullable().optional(), settled: Settled.optional() }))
    .max(mostInBulk)
    .optional(),
  /** All that the list finds; `appeals` is left out. */
  all: z.literal(true).optional(),
  /** The query of the list that it was begun from, as its page has it in the address. */
  query: z.string().max(2000).default(''),
}

/** What would happen. An assignment whose executor is not chosen yet tells whom all of them allow. */
export const BulkAsk = z.object({
  ...Chosen,
  order: z.union([BulkOrder, z.object({ act: z.enum(bulkActs) }).strict()]),
})
export type BulkAsk = z.infer<typeof BulkAsk>
/** `digest`: what was shown of which ones these are, needed for all of a list: another list meanwhile is refused. */
export const NewBulk = z
  .object({ ...Chosen, order: BulkOrder, digest: z.string().max(100).optional() })
  .refine(({ all, digest }) => all !== true || digest !== undefined, { path: ['digest'] })
export type NewBulk = z.infer<typeof NewBulk>

const Why = z.object({ code: z.string(), title: z.string(), detail: z.string() })
const BulkRow = z.object({
  id: z.uuid(),
  number: z.number().nullable(),
  coupon: z.string(),
  subject: z.string(),
  /** Who is it now, so that the page can tell what it has seen. */
  executorId: z.uuid().nullable(),
  settled: Settled,
  dueDate: z.iso.date().nullable(),
})

export const BulkPreview = z.object({
  total: z.number(),
  /** Which appeals these are: NewBulk gives it back. */
  digest: z.string(),
  done: z.number(),
  nothing: z.number(),
  refused: z.array(BulkRow.extend({ why: Why })),
  rows: z.array(BulkRow),
  /** Whom every one of them allows, who has least to do first; ids of `GET /api/office/assignees`. */
  executorIds: z.array(z.uuid()),
  /** Where every one of them may be routed. */
  unitIds: z.array(z.uuid()),
  /** The nearest day by which the client was told an answer. */
  nearestDue: z.iso.date().nullable(),
})
export type BulkPreview = z.infer<typeof BulkPreview>

/** How far many at once are, and what became of each. */
export const Bulk = z.object({
  id: z.uuid(),
  act: z.enum(bulkActs),
  query: z.string(),
  total: z.number(),
  waiting: z.number(),
  done: z.number(),
  nothing: z.number(),
  refused: z.array(
    z.object({
      id: z.uuid(),
      number: z.number().nullable(),
      coupon: z.string(),
      subject: z.string(),
      why: Why,
    }),
  ),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Whether it can be undone now, by this person. */
  undoable: z.boolean(),
  /** Clients were told of an executor by it; an undoing tells them that there is none, and takes no news back. */
  clientsTold: z.boolean(),
  undoes: z.uuid().nullable(),
  undoneBy: z.uuid().nullable(),
})
export type Bulk = z.infer<typeof Bulk>
export const NewUndo = z.object({ reason: Reason })
