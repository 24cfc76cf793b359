import { countWorkingDays, isMissingYear } from '../../domain/calendar/working-days.ts'
import type { Reply } from '../../wire/reply.ts'
import { capOf } from '../appeal/extension-cap.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Db } from '../context.ts'
import type { ReplyInPlace } from './held-reply.ts'

/** What an interim reply that has not gone yet does to the term, and how far it could go. */
export async function extensionOf(db: Db, { reply, sent, day }: ReplyInPlace): Promise<Reply['extension']> {
  const { kind, state, newDueDate } = reply
  if (kind !== 'interim' || state === 'sent' || newDueDate === null || sent.dueDate === null) return null
  const calendar = await readCalendar(db)
  const added = countWorkingDays(sent.dueDate, newDueDate, calendar)
  return {
    workingDays: isMissingYear(added) ? null : added,
    cap: capOf(sent, day.settings['extension.capFrom'], calendar),
  }
}
