import { isMonthOver } from '../../domain/book/month.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Asker, Context } from '../context.ts'
import { Refused } from '../refused.ts'
import { editionsOfMonth } from './edition-store.ts'
import { type MonthOfBook, numbersOfMonth } from './facts-store.ts'
import { makeEdition } from './make-edition.ts'

/**
 * A registrar has a month printed and sealed before its turn comes. It must be over and have rows; where nothing has
 * changed since its last edition, that one is the answer: a seal says something new or nothing. Throws Refused.
 */
export async function orderEdition(context: Context, asker: Asker, month: MonthOfBook): Promise<void> {
  const { db, now } = context
  if (!isMonthOver(month, localDate(now()))) throw new Refused(refuse('month_not_over'))
  if ((await numbersOfMonth(db, month, new Date(now()))).length === 0)
    throw new Refused(refuse('month_empty'))
  const last = (await editionsOfMonth(db, month)).at(-1)
  if (last === undefined || last.stale) await makeEdition(context, month, asker.id)
}
