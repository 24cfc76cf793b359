import { z } from 'zod'
import { termStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { contractKinds } from '../../domain/contract/contract.ts'
import { handings, type RoutingRule } from '../../domain/unit/routing.ts'
import type { Db } from '../context.ts'

const codes = z.array(z.string().min(1).max(100)).min(1)
/** The rules of a day, the first that fits counting; what a file and a row of `routing` hold. */
export const RoutingRules = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    categories: codes.optional(),
    types: codes.optional(),
    contractKinds: z.array(z.enum(contractKinds)).min(1).optional(),
    unit: z.string(),
    handing: z.enum(handings).default('free'),
  }),
)

/** The rules in force on a day; none recorded: none. */
export async function rulesOn(db: Db, day: PlainDate): Promise<RoutingRule[]> {
  const row = await db
    .selectFrom('routing')
    .select('rules')
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? [] : RoutingRules.parse(row.rules)
}

/** Records a whole list of rules, in force from a day on. What was routed before stays where it is. */
export async function recordRules(
  db: Db,
  from: PlainDate,
  rules: readonly RoutingRule[],
  at: number,
): Promise<void> {
  await db
    .insertInto('routing')
    .values({ valid_from: from, rules: JSON.stringify(rules), recorded_at: new Date(at) })
    .execute()
}

/** Registered, still open, and never routed: in no unit's queue, nor on the registrar's desk. */
export async function unroutedAppeals(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('id')
    .where('status', 'in', termStatuses)
    .where('routed_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
