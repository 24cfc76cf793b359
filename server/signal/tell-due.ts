import type { Context } from '../context.ts'
import { makeDigests } from './make-digests.ts'
import { renewPlans } from './renew-plans.ts'
import { tellSignals } from './tell-signals.ts'

/** Everything about signals that the clock has brought due. `isOver` breaks it off between two transactions. */
export async function tellDue(context: Context, isOver: () => boolean = () => false): Promise<void> {
  await renewPlans(context)
  // First: it holds what else comes at opening, and the next mail but one about what is overdue is an hour later.
  await makeDigests(context, isOver)
  await tellSignals(context, isOver)
}
