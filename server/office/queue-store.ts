import { type SqlBool, sql } from 'kysely'
import type { AppealFacts } from '../../domain/appeal/can.ts'
import { openStatuses, type SentStatus } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'
import { firstDueDate } from '../registry/registry-store.ts'

/** Which appeals of the office, and which page of them. Without a status: the open ones. */
export interface QueueFilter {
  readonly whose: 'all' | 'free' | 'mine'
  readonly staffId: string
  readonly status?: SentStatus | undefined
  readonly verdict?: 'waiting' | undefined
  readonly search: string
  readonly page: number
  readonly size: number
}

/** One appeal of the queue; `facts` are what `can` asks. */
export interface QueueItem {
  readonly id: string
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly facts: AppealFacts
  readonly client: PersonName
  readonly contractNumber: string
  readonly number: number | null
  readonly registrationDate: PlainDate | null
  readonly dueDate: PlainDate | null
  readonly firstDueDate: PlainDate | null
  readonly executor: PersonName | null
  /** Epoch milliseconds: when the signature came. */
  readonly receivedAt: number
}

/** `%` and `_` that somebody typed are letters, not wildcards. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function matching(db: Db, filter: QueueFilter) {
  let query = db
    .selectFrom('appeal')
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .where('appeal.status', 'in', filter.status === undefined ? openStatuses : [filter.status])
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
  if (filter.verdict === 'waiting') query = query.where('signature.revocation', '=', 'unknown')
  if (filter.whose === 'free') query = query.where('appeal.executor_id', 'is', null)
  if (filter.whose === 'mine') query = query.where('appeal.executor_id', '=', filter.staffId)
  if (filter.search === '') return query
  const like = contains(filter.search)
  return query.where(
    sql<SqlBool>`(appeal.subject ilike ${like} or contract.number ilike ${like}
      or concat_ws(' / ', appeal.number, appeal.registration_date) ilike ${like}
      or concat_ws(' ', person.surname, person.given_name, person.patronymic) ilike ${like})`,
  )
}

/** One page of the queue, nearest due first, and how many there are in all. */
export async function findQueuePage(
  db: Db,
  filter: QueueFilter,
): Promise<{ rows: QueueItem[]; total: number }> {
  const found = await matching(db, filter)
    .leftJoin('registration', 'registration.appeal_id', 'appeal.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .select([
      'appeal.id',
      'appeal.subject',
      'appeal.letter_language',
      'appeal.status',
      'appeal.executor_id',
      'appeal.number',
      'appeal.registration_date',
      'appeal.due_date',
      firstDueDate,
      'signature.revocation',
      'signature.received_at',
      'person.surname',
      'person.given_name',
      'person.patronymic',
      'contract.number as contract_number',
      'staff.surname as executor_surname',
      'staff.given_name as executor_given_name',
      'staff.patronymic as executor_patronymic',
    ])
    .orderBy('appeal.due_date', (order) => order.asc().nullsLast())
    .orderBy('appeal.id')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  const { n } = await matching(db, filter)
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const rows = found.map(
    (row): QueueItem => ({
      id: row.id,
      subject: row.subject ?? '',
      letterLanguage: row.letter_language,
      facts: { status: row.status, executorId: row.executor_id, revocation: row.revocation },
      client: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
      receivedAt: row.received_at.getTime(),
      contractNumber: row.contract_number,
      number: row.number,
      registrationDate: row.registration_date as PlainDate | null,
      dueDate: row.due_date as PlainDate | null,
      firstDueDate: row.first_due_date as PlainDate | null,
      executor:
        row.executor_surname === null || row.executor_given_name === null
          ? null
          : {
              family: row.executor_surname,
              given: row.executor_given_name,
              patronymic: row.executor_patronymic,
            },
    }),
  )
  return { rows, total: n }
}
