import { sql } from 'kysely'
import type { AppealFacts } from '../../domain/appeal/can.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import type { LetterLanguage, Localised } from '../../domain/language.ts'
import { queueWaits } from '../../domain/mailbox/queue.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import { factColumns, factsOf } from '../appeal/appeal-store.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Db } from '../context.ts'
import { firstDueDate } from '../registry/registry-store.ts'
import type { QueueFilter } from './queue-store.ts'
import { waitsFor } from './waits-store.ts'

/** One appeal of a list of the office; `facts` are what `can` asks. */
export interface QueueItem {
  readonly id: string
  /** Of the last event. */
  readonly seq: number
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly facts: AppealFacts
  readonly client: PersonName
  readonly contract: { readonly number: string; readonly kind: ContractKind }
  readonly category: Localised
  readonly type: Localised
  readonly coupon: Coupon
  readonly number: number | null
  readonly registrationDate: PlainDate | null
  readonly dueDate: PlainDate | null
  readonly firstDueDate: PlainDate | null
  readonly internalDay: PlainDate | null
  readonly unit: Localised | null
  readonly executor: PersonName | null
  /** The executor is away today. */
  readonly executorAway: boolean
  readonly waits: readonly (typeof queueWaits)[number][]
  /** Epoch milliseconds: when the signature came. */
  readonly receivedAt: number
}

const itemsOf = (
  db: Db,
  { asker, act, today }: Pick<QueueFilter, 'asker' | 'act' | 'today'>,
  ids: readonly string[],
) =>
  db
    .selectFrom('appeal')
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
    .innerJoin('category', 'category.code', 'appeal_type.category_code')
    .leftJoin('registration', 'registration.appeal_id', 'appeal.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .leftJoin('unit', 'unit.id', 'appeal.unit_id')
    .select(factColumns)
    .select(['appeal.id', 'appeal.subject', 'appeal.letter_language', 'appeal.number'])
    .select(['appeal.registration_date', 'appeal.due_date', 'appeal.internal_day', firstDueDate])
    .select(['signature.received_at', 'person.surname', 'person.given_name', 'person.patronymic'])
    .select([
      'contract.number as contract_number',
      'contract.kind as contract_kind',
      'coupon.year as coupon_year',
    ])
    .select(['coupon.number as coupon_number', 'category.name as category', 'unit.name as unit'])
    .select(['staff.surname as executor_surname', 'staff.given_name as executor_given_name'])
    .select('staff.patronymic as executor_patronymic')
    .select([
      sql<Localised>`appeal_type.definition -> 'name'`.as('type'),
      sql<boolean>`exists (select from absence where absence.staff_id = appeal.executor_id and cancelled_at is null
        and from_day <= ${today} and to_day >= ${today})`.as('executor_away'),
      sql<number>`(select max(event.seq) from event where event.appeal_id = appeal.id)`.as('seq'),
      waitsFor.papers.as('papers'),
      waitsFor.unit.as('unit_asked'),
      waitsFor.approval.as('approval'),
      waitsFor.verdict.as('verdict'),
      waitsFor.word.as('word'),
      waitsFor.withdrawal.as('withdrawal'),
    ])
    .where('appeal.id', 'in', ids)
    .where(scopeOf(asker, act))
type Row = Awaited<ReturnType<ReturnType<typeof itemsOf>['executeTakeFirstOrThrow']>>

function executorOf(row: Row): PersonName | null {
  if (row.executor_surname === null || row.executor_given_name === null) return null
  return { family: row.executor_surname, given: row.executor_given_name, patronymic: row.executor_patronymic }
}

const itemOf = (row: Row): QueueItem => ({
  id: row.id,
  seq: row.seq,
  subject: row.subject ?? '',
  letterLanguage: row.letter_language,
  facts: factsOf(row),
  client: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
  contract: { number: row.contract_number, kind: row.contract_kind },
  category: row.category as unknown as Localised,
  type: row.type,
  coupon: { year: row.coupon_year, number: row.coupon_number },
  number: row.number,
  registrationDate: row.registration_date as PlainDate | null,
  dueDate: row.due_date as PlainDate | null,
  firstDueDate: row.first_due_date as PlainDate | null,
  internalDay: row.internal_day as PlainDate | null,
  unit: row.unit as unknown as Localised | null,
  executor: executorOf(row),
  executorAway: row.executor_away,
  waits: queueWaits.filter(
    (one) =>
      ({
        papers: row.papers,
        unit: row.unit_asked,
        approval: row.approval,
        verdict: row.verdict,
        word: row.word,
        withdrawal: row.withdrawal,
      })[one],
  ),
  receivedAt: row.received_at.getTime(),
})

/**
 * The appeals of these ids as lists show them, in this order; those that the asker may not list, or take away, are
 * left out.
 */
export async function findQueueItems(
  db: Db,
  filter: Pick<QueueFilter, 'asker' | 'act' | 'today'>,
  ids: readonly string[],
): Promise<QueueItem[]> {
  if (ids.length === 0) return []
  const found = new Map((await itemsOf(db, filter, ids).execute()).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = found.get(id)
    return row === undefined ? [] : [itemOf(row)]
  })
}
