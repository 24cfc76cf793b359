import type { AppealFacts } from '../../domain/appeal/can.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { rowsBefore } from '../../domain/mailbox/paging.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { factColumns, factsOf } from '../appeal/appeal-store.ts'
import { matching, type OfficeFilter, totalOf, totalWith } from '../appeal/list-store.ts'
import type { Db } from '../context.ts'
import { firstDueDate } from '../registry/registry-store.ts'

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

/** One page of the queue, nearest due first, and how many there are in all. */
export async function findQueuePage(
  db: Db,
  filter: OfficeFilter,
): Promise<{ rows: QueueItem[]; total: number }> {
  const found = await matching(db, filter)
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .leftJoin('registration', 'registration.appeal_id', 'appeal.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .select(factColumns)
    .select([
      'appeal.id',
      'appeal.subject',
      'appeal.letter_language',
      'appeal.number',
      'appeal.registration_date',
      'appeal.due_date',
      firstDueDate,
      'signature.received_at',
      'person.surname',
      'person.given_name',
      'person.patronymic',
      'contract.number as contract_number',
      'staff.surname as executor_surname',
      'staff.given_name as executor_given_name',
      'staff.patronymic as executor_patronymic',
      totalOf(db, filter),
    ])
    .orderBy('appeal.due_date', (order) => order.asc().nullsLast())
    .orderBy('appeal.id')
    .limit(filter.size)
    .offset(rowsBefore(filter.page, filter.size))
    .execute()
  const rows = found.map(
    (row): QueueItem => ({
      id: row.id,
      subject: row.subject ?? '',
      letterLanguage: row.letter_language,
      facts: factsOf(row),
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
  return { rows, total: await totalWith(db, filter, found) }
}
