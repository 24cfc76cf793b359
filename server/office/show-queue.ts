import type { z } from 'zod'
import { openActions } from '../../domain/appeal/can.ts'
import { openStatuses } from '../../domain/appeal/status.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { partsSearchedBy } from '../../domain/search/searchable.ts'
import type { Queue, QueueQuery } from '../../wire/office.ts'
import { daysLeftOf, isOverdue } from '../appeal/days-left.ts'
import type { Asker, Context } from '../context.ts'
import { listCalendar, registrationColumn } from '../mailbox/list-columns.ts'
import { findQueuePage } from './queue-store.ts'

/** §10: the office's queue: what is in work, nearest due first, with what the asker may do now. */
export async function showQueue(
  context: Context,
  asker: Asker,
  query: z.output<typeof QueueQuery>,
): Promise<z.input<typeof Queue>> {
  const { page, size, q: search, whose, status, verdict } = query
  const statuses = status === undefined ? openStatuses : [status]
  const searched = partsSearchedBy(asker.roles, 'list')
  const filter = { whose, asker, statuses, verdict, search, searched, page, size }
  const { rows, total } = await findQueuePage(context.db, filter)
  const calendar = await listCalendar(context)
  const today = localDate(context.now())
  return {
    page,
    size,
    total,
    rows: rows.map((row) => ({
      id: row.id,
      subject: row.subject,
      letterLanguage: row.letterLanguage,
      status: row.facts.status,
      client: fullName(row.client),
      contractNumber: row.contractNumber,
      registration: registrationColumn(row.number, row.registrationDate),
      dueDate: row.dueDate,
      dueMoved: row.dueDate !== row.firstDueDate,
      workingDaysLeft: daysLeftOf(row.facts.status, today, row.dueDate, calendar),
      overdue: isOverdue(row.facts.status, today, row.dueDate),
      executor: row.executor === null ? null : fullName(row.executor),
      mine: row.facts.executorId === asker.id,
      verdictOpenSince: row.facts.revocation === 'unknown' ? toIso(row.receivedAt) : null,
      actions: openActions(asker, row.facts),
    })),
  }
}
