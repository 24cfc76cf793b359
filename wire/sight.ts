import { z } from 'zod'
import { contractKinds } from '../domain/contract/contract.ts'
import { flowCounters, nowCounters } from '../domain/sight/figure.ts'
import { LocalisedText } from './person.ts'

const code = z.string().min(1).max(100)
const counts = <Name extends string>(names: readonly Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.number().int()])) as Record<Name, z.ZodNumber>)

/** What narrows the figures; the same keys as the queue's. */
export const SightPlace = z.object({
  unit: z.union([z.uuid(), z.enum(['none', 'notYet'])]).optional(),
  category: code.optional(),
  contractKind: z.enum(contractKinds).optional(),
})
export type SightPlace = z.output<typeof SightPlace>

/** `period` as domain/sight/period.ts reads it; left out: this month. */
export const SightQuery = SightPlace.extend({ period: z.string().max(30).optional() })
export const SightExportQuery = SightQuery.extend({ format: z.enum(['csv', 'xlsx']) })

const Span = z.object({ from: z.iso.date(), to: z.iso.date() })
const Flow = counts(flowCounters)
const Now = counts(nowCounters)
/** Working days from registration to the answer; null: there was none. */
const Days = z.object({ median: z.number().nullable(), ninetieth: z.number().nullable() })

/** What could be counted of each; null: that source failed, the others are told all the same. */
const Measured = z.object({ flow: Flow.nullable(), days: Days.nullable(), now: Now.nullable() })
export type Measured = z.infer<typeof Measured>

export const SightRow = Measured.extend({
  /** What the list of the queue is narrowed by: an id, a code, `none` or `notYet`. */
  key: z.string(),
  /** Null: `none` and `notYet`, which have words of their own. */
  name: z.union([LocalisedText, z.string()]).nullable(),
})
export type SightRow = z.infer<typeof SightRow>

/** How often each of the five steps was given, the worst first. */
const Steps = z.array(z.number().int()).length(5)
const RatingRow = z.object({ key: z.string(), name: SightRow.shape.name, steps: Steps })
export type RatingRow = z.infer<typeof RatingRow>

/** The figures of the office: twelve of all, and the same by month, unit, executor and category or type. */
export const Sight = z.object({
  asOf: z.iso.datetime(),
  /** As the address says it, and its days. */
  period: Span.extend({ text: z.string() }),
  before: Span.extend({ text: z.string() }),
  total: Measured,
  /** The period before: what happened in it. */
  totalBefore: Measured,
  /** Twelve months; `month` is the first day. */
  months: z.array(Measured.extend({ month: z.iso.date() })),
  units: z.array(SightRow),
  executors: z.array(SightRow),
  /** By category; where one was chosen, by its types. */
  kinds: z.array(SightRow),
  /** What clients said of the answers of the period; null: that source failed. */
  ratings: z.object({ total: Steps, units: z.array(RatingRow), kinds: z.array(RatingRow) }).nullable(),
  /** What the filters offer. */
  choices: z.object({
    units: z.array(z.object({ id: z.uuid(), name: LocalisedText })),
    categories: z.array(z.object({ code: z.string(), name: LocalisedText })),
  }),
})
export type Sight = z.infer<typeof Sight>
