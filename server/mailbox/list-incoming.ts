import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { incomingStatuses } from '../../domain/mailbox/columns.ts'
import { callLink } from '../../domain/person/executor.ts'
import { fullName } from '../../domain/person/name.ts'
import { parsePhone } from '../../domain/person/phone.ts'
import { partsSearchedBy } from '../../domain/search/searchable.ts'
import type { Incoming, MailboxQuery } from '../../wire/mailbox.ts'
import { daysLeftOf, isOverdue } from '../appeal/days-left.ts'
import type { Asker, Context } from '../context.ts'
import { snippetsOf } from '../search/search-store.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { listCalendar, registrationColumn } from './list-columns.ts'
import { findMailboxPage } from './mailbox-store.ts'

/** §2: «Кіріс»: the client's threads from «Жіберілді» on, the latest first, with number, executor and extension. */
export async function listIncoming(
  context: Context,
  asker: Asker,
  query: z.output<typeof MailboxQuery>,
): Promise<z.input<typeof Incoming>> {
  const { page, size, q: search, status, contract: contractId } = query
  const statuses = status === undefined ? incomingStatuses : [status]
  const searched = partsSearchedBy(asker.roles, 'list')
  const today = localDate(context.now())
  const filter = { personId: asker.id, today, search, searched, statuses, contractId, page, size }
  const { rows, total } = await findMailboxPage(context.db, filter)
  const found = await snippetsOf(
    context.db,
    rows.map(({ id }) => id),
    search,
  )
  const calendar = await listCalendar(context)
  const callCentre = parsePhone((await currentSettings(context))['company.callCentre'])
  return {
    page,
    size,
    total,
    rows: rows.map((row) => {
      const extension = row.executor?.extension ?? null
      return {
        id: row.id,
        subject: row.subject,
        letterLanguage: row.letterLanguage,
        status: row.status,
        registration: registrationColumn(row.number, row.registrationDate),
        executor: row.executor === null ? null : fullName(row.executor.name),
        extension,
        tel: extension === null || callCentre === null ? null : callLink(callCentre, extension),
        dueDate: row.dueDate,
        dueMoved: row.dueDate !== row.firstDueDate,
        workingDaysLeft: daysLeftOf(row.status, today, row.dueDate, calendar),
        overdue: isOverdue(row.status, today, row.dueDate),
        registrationDate: row.registrationDate,
        unread: row.unread,
        found: found.get(row.id) ?? null,
      }
    }),
  }
}
