import { z } from 'zod'
import { Day } from './day.ts'

/** Why: the words of an act within the office. */
export const Reason = z.string().trim().min(5).max(2000)
const Reasoned = z.object({ reason: Reason })

/** Who helps and the internal day, as a page showed them. */
export const Settled = z.object({
  coExecutorIds: z.array(z.uuid()).max(50),
  internalDay: Day.nullable(),
})

/**
 * Who answers, and what the office settles beside. `unitId`: where they work, when it is another unit than the
 * appeal's. `seen`: the executor that the page showed, `settled`: the rest; another
 * decision meanwhile is refused. What is left out stays.
 */
export const NewAssignment = z.object({
  executorId: z.uuid(),
  unitId: z.uuid().optional(),
  coExecutorIds: z.array(z.uuid()).max(10).optional(),
  internalDay: Day.nullable().optional(),
  instruction: z.string().trim().max(2000).optional(),
  /** Needed where it changes who answers. */
  reason: z.string().trim().max(2000).optional(),
  seen: z.uuid().nullable().optional(),
  settled: Settled.optional(),
})
export type NewAssignment = z.infer<typeof NewAssignment>

/** To another unit; null: back to the registrar's desk. */
export const NewRouting = Reasoned.extend({
  unitId: z.uuid().nullable(),
  seen: z.uuid().nullable().optional(),
})
export type NewRouting = z.infer<typeof NewRouting>
export const NewGivingBack = Reasoned
export const NewTakingOver = Reasoned
export const NewReopening = Reasoned

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
