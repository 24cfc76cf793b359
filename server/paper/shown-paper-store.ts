import type { AppealEvent } from '../../domain/appeal/event.ts'
import { paperRequestOf } from '../../domain/appeal/papers.ts'
import { finalStatuses, type Status } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { countWorkingDays, isMissingYear, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import type { AskedPapers } from '../../wire/paper.ts'
import { fileRow } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'
import { slotsOf } from './paper-store.ts'

/** What is asked of the client and is not settled, as their page and the office show it; null: nothing is. */
export async function shownPapers(
  db: Db,
  history: readonly AppealEvent[],
  { status, today, calendar }: { status: Status; today: PlainDate; calendar: WorkingCalendar },
): Promise<AskedPapers | null> {
  const request = finalStatuses.includes(status) ? null : paperRequestOf(history)
  if (request === null) return null
  const left = request.by < today ? null : countWorkingDays(today, request.by, calendar)
  return {
    id: request.id,
    by: request.by,
    workingDaysLeft: left === null || isMissingYear(left) ? null : left,
    late: request.by < today,
    slots: (await slotsOf(db, request.id)).map(({ files, ...slot }) => ({
      ...slot,
      state: request.slots.find(({ id }) => id === slot.id)?.state ?? 'asked',
      files: files.map(fileRow),
    })),
  }
}
