import { stateOf } from '../../domain/appeal/history.ts'
import { paperRequestOf } from '../../domain/appeal/papers.ts'
import { localDate, parseInstant } from '../../domain/calendar/instant.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import { isTimeToRemind } from '../../domain/submission/reminding.ts'
import { appendEvent, historyOf } from '../appeal/event-store.ts'
import { lockAppeals } from '../appeal/held-work-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { appealsToRemind } from './paper-store.ts'

/** Holidays and the days around them: no day before a day off is further away. */
const daysAhead = 15

/** Reminds clients of papers whose day comes, once a day named. Answers how many appeals were reminded of. */
export async function remindOfPapers(context: Context): Promise<number> {
  const now = context.now()
  const today = localDate(now)
  const calendar = await readCalendar(context.db)
  let reminded = 0
  for (const appealId of await appealsToRemind(context.db, today, addDays(today, daysAhead))) {
    await inTransaction(context.db, async (trx) => {
      await lockAppeals(trx, [appealId])
      const history = await historyOf(trx, appealId)
      const request = paperRequestOf(history)
      const told = history.find(({ seq }) => seq === request?.seq)?.occurredAt
      if (request === null || told === undefined) return
      const { id: requestId, by } = request
      // Sent, settled or over since the list was read.
      if (stateOf(history).papersBy !== by) return
      const key = `papersReminded:${requestId}:${by}`
      const known = history.some(
        (event) =>
          event.type === 'papersReminded' && event.data.requestId === requestId && event.data.by === by,
      )
      const toldAt = parseInstant(told)
      if (known || toldAt === null || !isTimeToRemind({ by, told: toldAt }, now, calendar)) return
      const data = { requestId, by }
      const common = { occurredAt: now, recordedAt: now, actor: 'system', source: 'office' } as const
      await appendEvent(trx, { ...common, appealId, type: 'papersReminded', key, data })
      reminded += 1
    })
  }
  return reminded
}
