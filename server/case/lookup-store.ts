import { randomUUID } from 'node:crypto'
import { type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { partsSearchedBy } from '../../domain/search/searchable.ts'
import type { WholeNumber } from '../../domain/search/whole-number.ts'
import type { CallRow } from '../../wire/case.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'
import { matchesSearch } from '../search/search-condition.ts'

/** The most that one search shows: a client with more is asked for a number. */
const most = 50

/** Appeals that a whole number, IIN or phone names, the newest first: what may be told on the phone. */
export async function findForCall(db: Db, asker: Asker, query: string): Promise<CallRow[]> {
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .select(['appeal.id', 'appeal.status', 'appeal.sent_at', 'appeal.number', 'appeal.registration_date'])
    .select(['appeal.due_date', 'appeal.executed_at', 'coupon.year', 'coupon.number as coupon_number'])
    .select(['person.surname', 'person.given_name', 'person.patronymic'])
    .select(['staff.surname as executor_surname', 'staff.given_name as executor_given_name'])
    .select(['staff.patronymic as executor_patronymic', 'staff.extension'])
    .where('appeal.status', 'in', sentStatuses)
    .where(scopeOf(asker, 'card'))
    .where(matchesSearch(query, partsSearchedBy(asker.roles, 'card')))
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number:
      row.number === null || row.registration_date === null
        ? formatCoupon({ year: row.year, number: row.coupon_number })
        : formatRegistration({ number: row.number, date: row.registration_date as PlainDate }),
    client: fullName({ family: row.surname, given: row.given_name, patronymic: row.patronymic }),
    status: row.status as SentStatus,
    sentAt: (row.sent_at ?? new Date(0)).toISOString(),
    registrationDate: row.registration_date,
    dueDate: row.due_date,
    executedAt: row.executed_at?.toISOString() ?? null,
    executor:
      row.executor_surname === null || row.executor_given_name === null
        ? null
        : {
            name: shortName({
              family: row.executor_surname,
              given: row.executor_given_name,
              patronymic: row.executor_patronymic,
            }),
            extension: row.extension,
          },
  }))
}

/** Writes down what was searched for, and whose appeals or which person it found; nobody is written down too. */
export async function recordLookup(
  db: Db,
  staffId: string,
  sought: WholeNumber,
  rows: readonly CallRow[],
  at: number,
): Promise<void> {
  const found = await peopleOf(db, sought, rows)
  const people = found.length === 0 ? [null] : found
  await db
    .insertInto('call_lookup')
    .values(
      people.map((personId) => ({
        id: randomUUID(),
        staff_id: staffId,
        by: sought.of,
        person_id: personId,
        looked_at: new Date(at),
      })),
    )
    .execute()
}

/** Of an IIN or a phone whose it is, also of those who have sent nothing; of a number whose appeals it shows. */
async function peopleOf(db: Db, sought: WholeNumber, rows: readonly CallRow[]): Promise<string[]> {
  if (sought.of === 'iin' || sought.of === 'phone') {
    const value = sought.of === 'iin' ? sought.iin : sought.phone
    return (await db.selectFrom('person').select('id').where(sought.of, '=', value).execute()).map(
      ({ id }) => id,
    )
  }
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const found = await db.selectFrom('appeal').select('person_id').distinct().where('id', 'in', ids).execute()
  return found.map(({ person_id }) => person_id)
}
