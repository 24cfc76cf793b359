import { termsOf } from '../../domain/appeal/due-date.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { dueFrom } from './registry-rules.ts'
import { appealsWithoutTerm } from './registry-store.ts'

/**
 * §10, docs/domain.md 3.5: registered appeals whose due date was "to be told" get it when the calendar of its year
 * has come, each as an event of its history, and the client hears of it. Run again it tells nobody twice. Answers
 * how many were told.
 */
export async function tellDueDates(context: Context): Promise<number> {
  return await inTransaction(context.db, async (trx) => {
    const calendar = await readCalendar(trx)
    let told = 0
    for (const { id, typeId, contractKind, registrationDate } of await appealsWithoutTerm(trx)) {
      const type = await typeById(trx, typeId)
      const terms = type === null ? [] : termsOf(type.type, contractKind)
      const dueDate = dueFrom(plainDate(registrationDate), terms, calendar)
      if (dueDate === null) continue
      const now = context.now()
      await appendEvent(trx, {
        appealId: id,
        type: 'dueDateTold',
        occurredAt: now,
        recordedAt: now,
        actor: 'system',
        source: 'registry',
        key: 'dueDateTold',
        data: { dueDate },
      })
      told += 1
    }
    return told
  })
}
