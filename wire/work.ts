import { z } from 'zod'
import { bulkActs } from '../domain/appeal/work.ts'

const Reason = z.string().trim().min(5).max(2000)
const Reasoned = z.object({ reason: Reason })

/**
 * Who answers, and what the office settles beside. `unitId`: where they work, when it is another unit than the
 * appeal's. `seen`: the executor that the page showed; another one meanwhile is refused. What is left out stays.
 */
export const NewAssignment = z.object({
  executorId: z.uuid(),
  unitId: z.uuid().optional(),
  coExecutorIds: z.array(z.uuid()).max(10).optional(),
  internalDay: z.iso.date().nullable().optional(),
  instruction: z.string().trim().max(2000).optional(),
  /** Needed where it changes who answers. */
  reason: z.string().trim().max(2000).optional(),
  seen: z.uuid().nullable().optional(),
})
export type NewAssignment = z.infer<typeof NewAssignment>

/** To another unit; null: back to the registrar's desk. */
export const NewRouting = Reasoned.extend({ unitId: z.uuid().nullable() })
export type NewRouting = z.infer<typeof NewRouting>
export const NewGivingBack = Reasoned
export const NewTakingOver = Reasoned

/** `nothing`: it was so already. `seen`: the asker may still open the appeal. */
export const WorkDone = z.object({ outcome: z.enum(['done', 'nothing']), seen: z.boolean() })
export type WorkDone = z.infer<typeof WorkDone>

export const AssigneesQuery = z.object({ unit: z.uuid().optional() })

/** Somebody to whom work can be given, and what they have to do. */
const Assignee = z.object({
  id: z.uuid(),
  name: z.string(),
  unitIds: z.array(z.uuid()),
  open: z.number(),
  /** Due up to and including Sunday of this week, and not overdue. */
  dueThisWeek: z.number(),
  overdue: z.number(),
  /** Away up to and including a day; null: here. `deputy`: who acts for them, null: nobody can. */
  away: z
    .object({ until: z.iso.date(), deputy: z.object({ id: z.uuid(), name: z.string() }).nullable() })
    .nullable(),
})
export type Assignee = z.infer<typeof Assignee>

const UnitName = z.object({ id: z.uuid(), name: z.string() })
export type UnitName = z.infer<typeof UnitName>

/** Those whom the asker may name, who has least to do first, and every unit that takes work. */
export const Assignees = z.object({
  people: z.array(Assignee),
  /** Who can help: everybody who executes, of any unit. */
  coExecutors: z.array(z.object({ id: z.uuid(), name: z.string(), away: z.boolean() })),
  units: z.array(UnitName),
})
export type Assignees = z.infer<typeof Assignees>

const BulkOrder = z.discriminatedUnion('act', [
  NewAssignment.omit({ seen: true }).extend({ act: z.literal('assign') }),
  NewRouting.extend({ act: z.literal('route') }),
  z.object({ act: z.literal('takeIntoWork') }),
  NewGivingBack.extend({ act: z.literal('giveBack') }),
])

/** How many appeals one act takes at most. */
export const mostInBulk = 5000

/** Those that are ticked, with the executor that the page showed of each, or all of a list: its address. */
const Chosen = {
  appeals: z
    .array(z.object({ id: z.uuid(), seen: z.uuid().nullable().optional() }))
    .min(1)
    .max(mostInBulk)
    .optional(),
  /** The query of the list that it was begun from, as its page has it in the address. */
  query: z.string().max(2000).default(''),
}

/** What would happen. An assignment whose executor is not chosen yet tells whom all of them allow. */
export const BulkAsk = z.object({
  ...Chosen,
  order: z.union([BulkOrder, z.object({ act: z.enum(bulkActs) }).strict()]),
})
export const NewBulk = z.object({ ...Chosen, order: BulkOrder })
export type NewBulk = z.infer<typeof NewBulk>

const Why = z.object({ code: z.string(), title: z.string(), detail: z.string() })
const BulkRow = z.object({
  id: z.uuid(),
  number: z.number().nullable(),
  coupon: z.string(),
  subject: z.string(),
  /** Who is it now, so that the page can tell what it has seen. */
  executorId: z.uuid().nullable(),
  dueDate: z.iso.date().nullable(),
})

export const BulkPreview = z.object({
  total: z.number(),
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
export const NewUndo = Reasoned
