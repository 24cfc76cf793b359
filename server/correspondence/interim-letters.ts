import { checkExtension } from '../../domain/appeal/extension.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, plainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { type LaidOutLetter, layOutReply, type WrittenLetter } from './reply-letters.ts'

export interface InterimReply {
  readonly letters: readonly WrittenLetter[]
  readonly reason: string
  /** YYYY-MM-DD, tomorrow at the earliest. */
  readonly newDueDate: string
  /** The letter asks the client for papers. */
  readonly papersAsked?: boolean
  /** SHA-256 of the letters as they were looked at. */
  readonly shown?: readonly string[] | undefined
}

/** All checks of an interim reply, and its letters as they would be sent now. Nothing is kept. */
export async function layOutInterim(
  trx: Db,
  context: Context,
  asker: Asker,
  appealId: string,
  reply: InterimReply,
): Promise<{ appeal: SentAppeal; newDueDate: PlainDate; laidOut: LaidOutLetter[] }> {
  const appeal = await lockForAct(trx, asker, 'replyInterim', appealId)
  const newDueDate = plainDate(reply.newDueDate)
  const refusal = await extensionRefusal(trx, appeal, newDueDate, context.now())
  if (refusal !== null) throw new Refused(refusal, [{ field: 'newDueDate', refusal }])
  const head = await memberOfStaff(trx, asker.id)
  // A head who asks for time has not taken the appeal: where nobody has, no executor is named.
  const people = { head, executor: appeal.executor }
  const laidOut = await layOutReply(trx, context, appeal, { letters: reply.letters, people, newDueDate })
  return { appeal, newDueDate, laidOut }
}

async function extensionRefusal(
  trx: Db,
  appeal: SentAppeal,
  newDate: PlainDate,
  now: number,
): Promise<Refusal | null> {
  const { registrationDate, firstDueDate, dueDate } = appeal
  if (registrationDate === null) return refuse('action_not_in_status')
  // Nothing to extend while the term itself waits for the calendar of its year.
  if (firstDueDate === null || dueDate === null) return refuse('calendar_missing', { year: yearOf(newDate) })
  const today = localDate(now)
  const { 'extension.capFrom': capFrom } = await readSettings(trx, today)
  const dates = { registrationDate, firstDueDate, currentDueDate: dueDate }
  return checkExtension(dates, newDate, { today, capFrom, calendar: await readCalendar(trx) })
}
