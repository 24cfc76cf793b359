import { sql } from 'kysely'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import type { SentStatus } from '../../domain/appeal/status.ts'
import type { Book, CorrectedField } from '../../domain/book/book.ts'
import { struckStatuses } from '../../domain/book/book.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage, Localised } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'
import { firstDue } from '../registry/registry-store.ts'

/** A line of a register with what its book shows beside the number; corrections come apart. */
export interface Entry {
  readonly number: number
  readonly prefix: string
  readonly year: number
  readonly date: PlainDate
  /** When the number was given. */
  readonly at: Date
  readonly appealId: string
  readonly outgoingId: string | null
  readonly couponYear: number
  readonly couponNumber: number
  readonly appealNumber: number | null
  readonly appealDate: PlainDate | null
  readonly party: string
  readonly contract: string
  readonly subject: string
  readonly language: LetterLanguage
  /** Category and type. */
  readonly type: Localised
  readonly typeCode: string
  readonly kind: ReplyKind | null
  readonly executor: PersonName | null
  readonly approvedBy: PersonName | null
  readonly due: PlainDate | null
  readonly firstDue: PlainDate | null
  readonly status: SentStatus
  readonly sentAt: Date | null
  readonly struckAt: Date | null
  readonly struckWhy: string | null
  readonly answer: {
    readonly prefix: string
    readonly year: number
    readonly number: number
    readonly date: PlainDate
  } | null
}

const name = (table: string) => sql`case when ${sql.ref(`${table}.id`)} is not null then jsonb_build_object(
  'family', ${sql.ref(`${table}.surname`)}, 'given', ${sql.ref(`${table}.given_name`)},
  'patronymic', ${sql.ref(`${table}.patronymic`)}) end`

// Who reads the book knows a type by its category too.
const typeName = sql`jsonb_build_object(${sql.join(
  (['kk', 'ru', 'en'] as const).flatMap((language) => [
    sql.lit(language),
    sql`(category.name ->> ${sql.lit(language)}) || ' / ' || (appeal_type.definition -> 'name' ->> ${sql.lit(language)})`,
  ]),
)})`
const common = sql`
  appeal.id as "appealId", coupon.year as "couponYear", coupon.number as "couponNumber",
  appeal.number as "appealNumber", appeal.registration_date as "appealDate", contract.number as contract,
  coalesce(appeal.subject, '') as subject, appeal.letter_language as language, ${typeName} as type, appeal_type.code as "typeCode", appeal.status`
const joined = sql`
  join coupon on coupon.appeal_id = appeal.id
  join contract on contract.id = appeal.contract_id
  join appeal_type on appeal_type.id = appeal.type_id
  join category on category.code = appeal_type.category_code`
// Of an appeal registered before the book kept it, and erased since: nothing.
const sender = sql`coalesce(registration.sender, '')`

const incoming = (year: number, numbers: readonly number[]) => sql<Entry>`
  select registration.number, '' as prefix, registration.year, registration.date, registration.registered_at as at,
    null as "outgoingId", ${sender} as party, null as kind, ${name('staff')} as executor, null as "approvedBy",
    appeal.due_date as due, ${firstDue} as "firstDue",
    appeal.sent_at as "sentAt", returned.occurred_at as "struckAt", coalesce(returned.data ->> 'reason', 'notConsidered') as "struckWhy",
    (select jsonb_build_object('prefix', outgoing.prefix, 'year', outgoing.year, 'number', outgoing.number,
        'date', outgoing.date)
      from correspondence join outgoing on outgoing.id = correspondence.outgoing_id
      where correspondence.appeal_id = appeal.id and correspondence.kind = 'answer' and appeal.executed_at is not null
      order by correspondence.sent_at desc limit 1) as answer, ${common}
  from registration join appeal on appeal.id = registration.appeal_id ${joined}
  left join staff on staff.id = appeal.executor_id
  left join event as returned on returned.appeal_id = appeal.id and returned.type in ('returned', 'returnedByCompany')
    and appeal.status in (${sql.join(struckStatuses)})
  where registration.register_code = 'appeals' and registration.year = ${year}
    and registration.number = any(${[...numbers]}::int[])
  order by registration.number`

const outgoing = (year: number, numbers: readonly number[]) => sql<Entry>`
  select outgoing.number, outgoing.prefix, outgoing.year, outgoing.date, outgoing.taken_at as at,
    outgoing.id as "outgoingId", coalesce(sent.receiver ->> 'name', reply.receiver ->> 'name', ${sender}) as party,
    reply.kind, ${name('staff')} as executor, ${name('approver')} as "approvedBy", null as due, null as "firstDue",
    sent.sent_at as "sentAt", outgoing.annulled_at as "struckAt", outgoing.annulled_why as "struckWhy",
    null as answer, ${common}
  from outgoing join appeal on appeal.id = outgoing.appeal_id ${joined}
  join reply on reply.id = outgoing.reply_id
  left join registration on registration.appeal_id = appeal.id
  left join correspondence as sent on sent.outgoing_id = outgoing.id
  left join staff on staff.id = reply.author_id
  left join staff as approver on approver.id = reply.approved_by
  where outgoing.register_code = 'outgoing' and outgoing.year = ${year}
    and outgoing.number = any(${[...numbers]}::int[])
  order by outgoing.number`

/** These lines of a year's register, in their order. Whose they are is asked where the numbers come from. */
export async function entriesOf(
  db: Db,
  book: Book,
  year: number,
  numbers: readonly number[],
): Promise<readonly Entry[]> {
  if (numbers.length === 0) return []
  const asked = book === 'incoming' ? incoming(year, numbers) : outgoing(year, numbers)
  return (await asked.execute(db)).rows
}

/** What a row shows in a field, before any correction. */
export function shownIn(entry: Entry, field: CorrectedField): Localised {
  const same = (text: string): Localised => ({ kk: text, ru: text, en: text })
  switch (field) {
    case 'type':
      return entry.type
    case 'contract':
      return same(entry.contract)
    case 'subject':
      return same(entry.subject)
    case 'sender':
    case 'addressee':
      return same(entry.party)
  }
}

/** Year and number of the line that an appeal has, or a letter on it; null: none. */
export async function lineOf(
  db: Db,
  appealId: string,
  outgoingId: string | undefined,
): Promise<{ year: number; number: number } | null> {
  const row =
    outgoingId === undefined
      ? await db
          .selectFrom('registration')
          .select(['year', 'number'])
          .where('appeal_id', '=', appealId)
          .executeTakeFirst()
      : await db
          .selectFrom('outgoing')
          .select(['year', 'number'])
          .where('appeal_id', '=', appealId)
          .where('id', '=', outgoingId)
          .executeTakeFirst()
  return row ?? null
}

/** What a type of appeal is called by its newest version; null: there is no such type. */
export async function typeInForce(db: Db, code: string): Promise<Localised | null> {
  const row = await db
    .selectFrom('appeal_type')
    .innerJoin('category', 'category.code', 'appeal_type.category_code')
    .select(sql<Localised>`${typeName}`.as('name'))
    .where('appeal_type.code', '=', code)
    .orderBy('appeal_type.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The contract of this number, where who wrote the appeal, or on whose behalf it was, is a party to it. */
export async function contractOfClient(db: Db, appealId: string, number: string): Promise<string | null> {
  const row = await db
    .selectFrom('contract')
    .innerJoin('contract_party', 'contract_party.contract_id', 'contract.id')
    .innerJoin('appeal', 'appeal.party_id', 'contract_party.party_id')
    .select('contract.number')
    .where('appeal.id', '=', appealId)
    .where(sql<boolean>`upper(contract.number) = upper(${number})`)
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}
