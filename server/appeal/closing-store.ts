import { closingOf } from '../../domain/appeal/closing.ts'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { countWorkingDays, isMissingYear } from '../../domain/calendar/working-days.ts'
import type { Outcome } from '../../domain/reply/reply.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Db } from '../context.ts'

interface AnswerColumns {
  readonly answered_in?: number | null
  readonly outcome?: Outcome | null
}

/**
 * What figures count of an answer and its history does not hold, when it is given: its coded outcome, and how many
 * working days it took, by the calendar of this day. A later correction of the calendar changes no answer that was
 * given. The letter is in `correspondence` before its event is.
 */
export async function answerColumns(
  trx: Db,
  history: readonly AppealEvent[],
  registrationDate: PlainDate | null,
): Promise<AnswerColumns> {
  const last = history.at(-1)
  if (last?.type !== 'executed') return {}
  const { closedOn } = closingOf(history)
  const letter = await trx
    .selectFrom('correspondence')
    .select('outcome')
    .where('id', '=', last.data.correspondenceId)
    .executeTakeFirst()
  const outcome = letter?.outcome ?? null
  if (closedOn === null || registrationDate === null) return { answered_in: null, outcome }
  const days = countWorkingDays(registrationDate, closedOn, await readCalendar(trx))
  return { answered_in: isMissingYear(days) ? null : days, outcome }
}
