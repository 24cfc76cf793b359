import { termStatuses } from '../../domain/appeal/status.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { routeRegistered } from './route-registered.ts'
import { holdOffice } from './unit-store.ts'

/**
 * Routes open appeals that were registered before there were units. Once for each; run again, or twice at once, it
 * routes nothing twice. Answers how many.
 */
export async function routeUnrouted(context: Context): Promise<number> {
  const waiting = await context.db
    .selectFrom('appeal')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
    .select(['appeal.id', 'contract.kind', 'appeal_type.code', 'appeal_type.category_code'])
    .where('appeal.status', 'in', termStatuses)
    .where('appeal.routed_at', 'is', null)
    .orderBy('appeal.due_date')
    .execute()
  for (const { id, kind, code, category_code } of waiting) {
    await inTransaction(context.db, async (trx) => {
      // Before the appeal, as everybody else.
      await holdOffice(trx)
      const row = await trx
        .selectFrom('appeal')
        .select('routed_at')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined || row.routed_at !== null) return
      const appeal = { id, category: category_code, type: code, contractKind: kind }
      await routeRegistered(trx, appeal, context.now())
    })
  }
  return waiting.length
}
