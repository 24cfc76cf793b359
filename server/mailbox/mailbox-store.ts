import { type SqlBool, sql } from 'kysely'
import { type SentStatus, type Status, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'
import { firstDueDate } from '../registry/registry-store.ts'

/** Which appeals of one client, and which page of them. `search` may be empty. */
export interface MailboxFilter {
  readonly personId: string
  readonly search: string
  /** Those of the box, or the one that was asked for. */
  readonly statuses: readonly SentStatus[]
  readonly contractId?: string | undefined
  readonly page: number
  readonly size: number
}

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

/** `%` and `_` typed by a client are letters, not wildcards. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function matching(db: Db, filter: MailboxFilter) {
  let query = db
    .selectFrom('appeal')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .where('appeal.person_id', '=', filter.personId)
    .where('appeal.status', 'in', filter.statuses)
  if (filter.contractId !== undefined) query = query.where('appeal.contract_id', '=', filter.contractId)
  if (filter.search === '') return query
  const like = contains(filter.search)
  return query.where(
    sql<SqlBool>`(appeal.subject ilike ${like}
      or concat_ws(' / ', appeal.number, appeal.registration_date) ilike ${like}
      or concat_ws(' ', staff.surname, staff.given_name, staff.patronymic) ilike ${like})`,
  )
}

/** One page of a client's sent appeals, the latest first, and how many there are in all. */
export async function findMailboxPage(
  db: Db,
  filter: MailboxFilter,
): Promise<{ rows: MailboxRow[]; total: number }> {
  const offset = (filter.page - 1) * filter.size
  const found = await matching(db, filter)
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
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
      matching(db, filter)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('total'),
    ])
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')
    .limit(filter.size)
    .offset(offset)
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
  const total = found[0]?.total ?? (offset === 0 ? 0 : await countAll(db, filter))
  return { rows, total }
}

/** Beyond the last page there is no row to carry the total. */
async function countAll(db: Db, filter: MailboxFilter): Promise<number> {
  const { n } = await matching(db, filter)
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** §2: threads in which the company has acted since the client last looked. */
export async function countUnreadThreads(db: Db, personId: string): Promise<number> {
  const row = await db
    .selectFrom('appeal')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('status', 'in', sentStatuses)
    .where(sql<boolean>`company_acted_at > coalesce(client_read_at, '-infinity')`)
    .executeTakeFirstOrThrow()
  return row.n
}

/** How many appeals a client has sent under each contract that has any. */
export async function countSentUnder(db: Db, personId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('appeal')
    .select((count) => ['contract_id', count.fn.countAll<number>().as('n')])
    .where('person_id', '=', personId)
    .where('status', 'in', sentStatuses)
    .groupBy('contract_id')
    .execute()
  return new Map(rows.map(({ contract_id, n }) => [contract_id, n]))
}
