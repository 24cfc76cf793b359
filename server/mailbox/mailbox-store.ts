import { sql } from 'kysely'
import { type Status, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { rowsBefore } from '../../domain/mailbox/paging.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { type ClientFilter, matching, totalOf, totalWith } from '../appeal/list-store.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { firstDueDate } from '../registry/registry-store.ts'

/** What both boxes show of a sent appeal. */
export interface MailboxRow {
  readonly id: string
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly status: Status
  readonly createdAt: Date
  readonly sentAt: Date
  readonly registrationDate: PlainDate | null
  readonly number: number | null
  readonly dueDate: PlainDate | null
  /** The due date told at registration; an interim reply may have moved it since. */
  readonly firstDueDate: PlainDate | null
  readonly unread: boolean
  readonly contractNumber: string
  readonly executor: {
    readonly name: PersonName
    readonly extension: string | null
  } | null
}

/** One page of the sent appeals of those whom a client may act for, the latest first, and how many there are in all. */
export async function findMailboxPage(
  db: Db,
  filter: ClientFilter,
): Promise<{ rows: MailboxRow[]; total: number }> {
  const found = await matching(db, filter)
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .leftJoin('registration', 'registration.appeal_id', 'appeal.id')
    .select([
      'appeal.id',
      'appeal.subject',
      'appeal.letter_language',
      'appeal.status',
      'appeal.created_at',
      'appeal.sent_at',
      'appeal.registration_date',
      'appeal.number',
      'appeal.due_date',
      firstDueDate,
      'appeal.company_acted_at',
      'appeal.client_read_at',
      'contract.number as contract_number',
      'staff.surname',
      'staff.given_name',
      'staff.patronymic',
      'staff.extension',
      totalOf(db, filter),
    ])
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')
    .limit(filter.size)
    .offset(rowsBefore(filter.page, filter.size))
    .execute()
  const rows = found.map(
    (row): MailboxRow => ({
      id: row.id,
      subject: row.subject ?? '',
      letterLanguage: row.letter_language,
      status: row.status,
      createdAt: row.created_at,
      sentAt: row.sent_at ?? row.created_at,
      registrationDate: row.registration_date as PlainDate | null,
      number: row.number,
      dueDate: row.due_date as PlainDate | null,
      firstDueDate: row.first_due_date as PlainDate | null,
      unread: row.company_acted_at !== null && (row.client_read_at ?? new Date(0)) < row.company_acted_at,
      contractNumber: row.contract_number,
      executor:
        row.surname === null || row.given_name === null
          ? null
          : {
              name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
              extension: row.extension,
            },
    }),
  )
  return { rows, total: await totalWith(db, filter, found) }
}

/** §2: threads in which the company has acted since the client last looked; of several clients, by their ids. */
export async function countUnreadThreadsOf(
  db: Db,
  personIds: readonly string[],
  today: PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select asked.id, (select count(*) from appeal
        where ${isForPartyOf(sql.ref('asked.id'), today)} and status in (${sql.join([...sentStatuses])})
          and company_acted_at > coalesce(client_read_at, '-infinity')) as n
      from unnest(${personIds}::uuid[]) as asked (id)`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** How many appeals were sent under each contract that has any, for those whom a client may act for. */
export async function countSentUnder(
  db: Db,
  personId: string,
  today: PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('appeal')
    .select((count) => ['contract_id', count.fn.countAll<number>().as('n')])
    .where(isForPartyOf(personId, today))
    .where('status', 'in', sentStatuses)
    .groupBy('contract_id')
    .execute()
  return new Map(rows.map(({ contract_id, n }) => [contract_id, n]))
}
