import { checkExtension } from '../../domain/appeal/extension.ts'
import { paperRequestOf } from '../../domain/appeal/papers.ts'
import { holdRefusal, scanHold } from '../../domain/attachment/scan.ts'
import { type PlainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { checkPapersDay } from '../../domain/reply/asked-papers.ts'
import { whyNotSent } from '../../domain/reply/reply-acts.ts'
import { replyFaults } from '../../domain/reply/reply-faults.ts'
import { isByConcerned } from '../../domain/reply/why-not.ts'
import { historyOf } from '../appeal/event-store.ts'
import { tellWhoWasFirst } from '../appeal/last-act-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import type { ReplyInPlace } from './held-reply.ts'

/**
 * Everything that keeps a letter from going out, asked at the proposal and again at the approval: the appeal may have
 * moved on, a day may have come. Throws Refused, at the fields of the letter where it is about one.
 */
export async function checkReply(trx: Db, place: ReplyInPlace): Promise<void> {
  const { reply, sent, appeal } = place
  const status = whyNotSent(reply.kind, appeal)
  if (status !== null) throw new Refused(await tellWhoWasFirst(trx, sent.id, status))
  if (isByConcerned(place)) throw new Refused(refuse('reply_writer_concerned'))
  const faults = [...replyFaults(reply, sent.letterLanguage), ...fileFaults(place)]
  if (reply.kind === 'interim' && reply.newDueDate !== null) {
    const refusal = await extensionRefusal(trx, place, reply.newDueDate)
    if (refusal !== null) faults.push({ field: 'newDueDate', refusal })
  }
  if (reply.papers !== null) {
    if (paperRequestOf(await historyOf(trx, sent.id)) !== null) throw new Refused(refuse('papers_open'))
    const term = reply.kind === 'interim' ? reply.newDueDate : sent.dueDate
    const day = reply.papers.by === null ? null : checkPapersDay(reply.papers.by, place.day.office.day, term)
    if (day !== null) faults.push({ field: 'papersBy', refusal: day })
  }
  const [first] = faults
  if (first !== undefined) throw new Refused(first.refusal, faults)
}

/** An answer carries no virus, and waits for the scanner as a client's letter does. */
function fileFaults({ reply, now }: ReplyInPlace): { field: string; refusal: Refusal }[] {
  return reply.files.flatMap(({ scan, createdAt }) => {
    const hold = scanHold(scan, createdAt, now)
    return hold === null ? [] : [{ field: 'files', refusal: holdRefusal(hold) }]
  })
}

/** §10: a new term is a working day after today and after the term, within two months. */
async function extensionRefusal(
  trx: Db,
  { sent, day }: ReplyInPlace,
  newDate: PlainDate,
): Promise<Refusal | null> {
  const { registrationDate, firstDueDate, dueDate } = sent
  if (registrationDate === null) return refuse('action_not_in_status')
  // Nothing to extend while the term itself waits for the calendar of its year.
  if (firstDueDate === null || dueDate === null) return refuse('calendar_missing', { year: yearOf(newDate) })
  const dates = { registrationDate, firstDueDate, currentDueDate: dueDate }
  const { 'extension.capFrom': capFrom } = day.settings
  return checkExtension(dates, newDate, { today: day.office.day, capFrom, calendar: await readCalendar(trx) })
}
