import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { outgoingStatuses } from '../../domain/mailbox/columns.ts'
import { partsSearchedBy } from '../../domain/search/searchable.ts'
import type { MailboxQuery, Outgoing } from '../../wire/mailbox.ts'
import type { Asker, Context } from '../context.ts'
import { snippetsOf } from '../search/search-store.ts'
import { registrationColumn } from './list-columns.ts'
import { findMailboxPage } from './mailbox-store.ts'

/** §9: «Шығыс»: what the client has sent, with the day it was begun and its live status. */
export async function listOutgoing(
  context: Context,
  asker: Asker,
  query: z.output<typeof MailboxQuery>,
): Promise<z.input<typeof Outgoing>> {
  const { page, size, q: search, status, contract: contractId } = query
  const statuses = status === undefined ? outgoingStatuses : [status]
  const searched = partsSearchedBy(asker.roles, 'list')
  const today = localDate(context.now())
  const filter = { personId: asker.id, today, search, searched, statuses, contractId, page, size }
  const { rows, total } = await findMailboxPage(context.db, filter)
  const found = await snippetsOf(
    context.db,
    rows.map(({ id }) => id),
    search,
  )
  return {
    page,
    size,
    total,
    rows: rows.map((row) => ({
      id: row.id,
      subject: row.subject,
      letterLanguage: row.letterLanguage,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt.toISOString(),
      registration: registrationColumn(row.number, row.registrationDate),
      registrationDate: row.registrationDate,
      contractNumber: row.contractNumber,
      found: found.get(row.id) ?? null,
    })),
  }
}
