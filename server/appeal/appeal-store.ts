import { type RawBuilder, sql } from 'kysely'
import type { AppealFacts } from '../../domain/appeal/can.ts'
import { type Status, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { firstDueDate } from '../registry/registry-store.ts'
import { replyWaiting } from './reply-waiting.ts'

/** What a certificate says of its holder, kept beside the signature. Times are ISO 8601. */
export interface Signer {
  readonly name: string
  readonly iin: string
  readonly serial: string
  readonly issuer: string
  readonly notBefore: string
  readonly notAfter: string
  readonly algorithm: string
}

/** One sent appeal with what belongs to it; times are epoch milliseconds. */
export interface SentAppeal {
  readonly id: string
  readonly personId: string
  readonly partyId: string
  readonly fileKeyId: string
  readonly typeId: string
  readonly status: Status
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly sentAt: number
  readonly registersAt: number | null
  readonly registrationDate: PlainDate | null
  readonly number: number | null
  readonly dueDate: PlainDate | null
  readonly firstDueDate: PlainDate | null
  readonly executedAt: number | null
  readonly clientReadAt: number | null
  readonly coupon: Coupon
  readonly contract: {
    readonly number: string
    readonly date: PlainDate
    readonly kind: ContractKind
    readonly closedOn: PlainDate | null
  }
  readonly client: { readonly name: PersonName; readonly iin: string }
  /** What `can` asks. */
  readonly facts: AppealFacts
  readonly executor: {
    readonly id: string
    readonly name: PersonName
    readonly extension: string | null
  } | null
  readonly letter: {
    readonly id: string
    readonly fileId: string
    readonly pagesFileId: string
    readonly text: string
    readonly date: PlainDate
    readonly address: string
  }
  readonly signature: {
    readonly id: string
    readonly cmsFileId: string
    readonly result: 'valid' | 'invalid' | 'unknown'
    readonly code: string
    readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
    readonly method: SigningMethod
    readonly receivedAt: number
    /** When the verdict was last looked at; how often it stayed open, and when it is next, null once decided. */
    readonly verifiedAt: number
    readonly checks: number
    readonly recheckAt: number | null
    readonly revokedAt: number | null
    readonly timestampedAt: number | null
    readonly signer: Signer
  }
}

function sentAppeals(db: Db, facts = factColumns) {
  return db
    .selectFrom('appeal')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .leftJoin('registration', 'registration.appeal_id', 'appeal.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .selectAll('appeal')
    .select(facts)
    .select([
      'contract.number as contract_number',
      'contract.date as contract_date',
      'contract.kind as contract_kind',
      'contract.closed_on as contract_closed_on',
      'person.iin',
      'person.surname',
      'person.given_name',
      'person.patronymic',
      'coupon.year as coupon_year',
      'coupon.number as coupon_number',
      firstDueDate,
      'staff.surname as executor_surname',
      'staff.given_name as executor_given_name',
      'staff.patronymic as executor_patronymic',
      'staff.extension',
      'letter.id as letter_id',
      'letter.file_id as letter_file_id',
      'letter.pages_file_id',
      'letter.text as letter_text',
      'letter.local_date as letter_date',
      'letter.address as letter_address',
      'signature.id as signature_id',
      'signature.cms_file_id',
      'signature.result',
      'signature.code as signature_code',
      'signature.revocation',
      'signature.method',
      'signature.received_at',
      'signature.verified_at',
      'signature.checks',
      'signature.recheck_at',
      'signature.revoked_at',
      'signature.timestamped_at',
      'signature.signer',
    ])
}
type Row = Awaited<ReturnType<ReturnType<typeof sentAppeals>['executeTakeFirstOrThrow']>>

const instantOrNull = (date: Date | null): number | null => date?.getTime() ?? null

function sentAppeal(row: Row): SentAppeal {
  if (row.sent_at === null || row.type_id === null || row.method === null)
    throw new Error(`appeal ${row.id} has a signature but is not sent`)
  return {
    id: row.id,
    personId: row.person_id,
    partyId: row.party_id,
    fileKeyId: row.file_key_id,
    typeId: row.type_id,
    status: row.status,
    subject: row.subject ?? '',
    letterLanguage: row.letter_language,
    sentAt: row.sent_at.getTime(),
    registersAt: instantOrNull(row.registers_at),
    registrationDate: row.registration_date as PlainDate | null,
    number: row.number,
    dueDate: row.due_date as PlainDate | null,
    firstDueDate: row.first_due_date as PlainDate | null,
    executedAt: instantOrNull(row.executed_at),
    clientReadAt: instantOrNull(row.client_read_at),
    coupon: { year: row.coupon_year, number: row.coupon_number },
    contract: {
      number: row.contract_number,
      date: row.contract_date as PlainDate,
      kind: row.contract_kind,
      closedOn: row.contract_closed_on as PlainDate | null,
    },
    client: {
      name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
      iin: row.iin,
    },
    facts: factsOf(row),
    executor: executorOf(row),
    letter: {
      id: row.letter_id,
      fileId: row.letter_file_id,
      pagesFileId: row.pages_file_id,
      text: row.letter_text,
      date: row.letter_date as PlainDate,
      address: row.letter_address,
    },
    signature: {
      id: row.signature_id,
      cmsFileId: row.cms_file_id,
      result: row.result,
      code: row.signature_code,
      revocation: row.revocation,
      method: row.method,
      receivedAt: row.received_at.getTime(),
      verifiedAt: row.verified_at.getTime(),
      checks: row.checks,
      recheckAt: instantOrNull(row.recheck_at),
      revokedAt: instantOrNull(row.revoked_at),
      timestampedAt: instantOrNull(row.timestamped_at),
      // Written by sign-and-send.ts alone.
      signer: row.signer as unknown as Signer,
    },
  }
}

function executorOf(row: Row): SentAppeal['executor'] {
  const { executor_id, executor_surname, executor_given_name, executor_patronymic, extension } = row
  if (executor_id === null || executor_surname === null || executor_given_name === null) return null
  const name = { family: executor_surname, given: executor_given_name, patronymic: executor_patronymic }
  return { id: executor_id, name, extension }
}

/** Over `appeal`: staff whom it is about: those who were named, and whose own IIN the client's is. */
export const aboutIds = sql<string[]>`(appeal.concerned_ids || array(select self.id from staff as self
  where self.iin in (select iin from person where person.id = appeal.person_id
    union all select iin from person join party on party.person_id = person.id where party.id = appeal.party_id)))`

const factsWith = (askedUnits: RawBuilder<string[]>, replyWaits: RawBuilder<boolean>) =>
  [
    'appeal.status',
    'appeal.executor_id',
    'appeal.co_executor_ids',
    'appeal.unit_id',
    'signature.revocation',
    askedUnits.as('asked_unit_ids'),
    aboutIds.as('about_ids'),
    replyWaits.as('reply_waits'),
  ] as const

/** Over `appeal` and `signature`: what `can` asks of an appeal. */
export const factColumns = factsWith(
  sql`array(select unit_id from question where question.appeal_id = appeal.id
    and answered_at is null and withdrawn_at is null)`,
  replyWaiting,
)
/** The same for a client: no question and no letter in work of the office is looked at. */
const clientFactColumns = factsWith(sql`'{}'::uuid[]`, sql`false`)

/** What those columns say. */
export const factsOf = (row: {
  readonly status: Status
  readonly executor_id: string | null
  readonly co_executor_ids: string[]
  readonly unit_id: string | null
  readonly asked_unit_ids: string[]
  readonly about_ids: string[]
  readonly reply_waits: boolean
  readonly revocation: AppealFacts['revocation']
}): AppealFacts => ({
  status: row.status,
  executorId: row.executor_id,
  coExecutorIds: row.co_executor_ids,
  unitId: row.unit_id,
  askedUnitIds: row.asked_unit_ids,
  aboutIds: row.about_ids,
  replyWaits: row.reply_waits,
  revocation: row.revocation,
})

/** A sent appeal, for staff. */
export async function findSentAppeal(db: Db, appealId: string): Promise<SentAppeal | null> {
  const row = await sentAppeals(db).where('appeal.id', '=', appealId).executeTakeFirst()
  return row === undefined ? null : sentAppeal(row)
}

/**
 * A sent appeal of a party that this client may act for today, whether it was they who wrote it or another who acts for
 * it. Anybody else's is null, a co-tenant's too: a letter carries its writer's personal data.
 */
export async function findOwnAppeal(
  db: Db,
  personId: string,
  appealId: string,
  today: PlainDate,
): Promise<SentAppeal | null> {
  const row = await sentAppeals(db, clientFactColumns)
    .where('appeal.id', '=', appealId)
    .where(isForPartyOf(personId, today))
    .executeTakeFirst()
  return row === undefined ? null : sentAppeal(row)
}

/**
 * §2: the thread was seen up to this moment (epoch milliseconds). A party has one reading, like a mailbox that several
 * people share: what one of those who may act for it has opened is unread for none of them. Answers whether it was
 * unread before.
 */
export async function markAppealRead(trx: Db, appealId: string, at: number): Promise<boolean> {
  const { unread } = await trx
    .selectFrom('appeal')
    .select(sql<boolean>`company_acted_at > coalesce(client_read_at, '-infinity')`.as('unread'))
    .where('id', '=', appealId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('appeal')
    .set({ client_read_at: new Date(at) })
    .where('id', '=', appealId)
    .execute()
  return unread
}

/** A sent appeal as another one may name it. */
export interface SentInShort {
  readonly id: string
  readonly subject: string
  readonly sentAt: number
  readonly registration: { readonly number: number; readonly date: PlainDate } | null
  readonly coupon: Coupon
}

/** Rows of what was sent for those whom this client may act for today, the newest first. */
export const sentInShortRows = (db: Db, personId: string, today: PlainDate) =>
  db
    .selectFrom('appeal')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .select(['appeal.id', 'appeal.subject', 'appeal.sent_at', 'appeal.number', 'appeal.registration_date'])
    .select(['coupon.year', 'coupon.number as coupon_number'])
    .where('appeal.status', 'in', sentStatuses)
    .where(isForPartyOf(personId, today))
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')

type ShortRow = Awaited<ReturnType<ReturnType<typeof sentInShortRows>['executeTakeFirstOrThrow']>>

/** What such a row says, whether it came by itself or as JSON. */
export const oneInShort = (
  row: Omit<ShortRow, 'sent_at'> & { readonly sent_at: Date | string | null },
): SentInShort => ({
  id: row.id,
  subject: row.subject ?? '',
  sentAt: row.sent_at === null ? 0 : new Date(row.sent_at).getTime(),
  registration:
    row.number === null || row.registration_date === null
      ? null
      : { number: row.number, date: row.registration_date as PlainDate },
  coupon: { year: row.year, number: row.coupon_number },
})

/** What was sent for those whom this client may act for today, the newest first. */
export async function sentInShort(db: Db, personId: string, today: PlainDate): Promise<SentInShort[]> {
  return (await sentInShortRows(db, personId, today).execute()).map(oneInShort)
}

/** Locks a sent appeal until the transaction ends and tells what the rules ask of it; null when there is none. */
export async function lockAppealFacts(trx: Db, appealId: string): Promise<AppealFacts | null> {
  const row = await trx
    .selectFrom('appeal')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .select(factColumns)
    .where('appeal.id', '=', appealId)
    .forUpdate('appeal')
    .executeTakeFirst()
  return row === undefined ? null : factsOf(row)
}

/** It is in work again: kept until it is over, and then as long as that asks. */
export async function clearRetention(trx: Db, appealId: string): Promise<void> {
  await trx.updateTable('appeal').set({ retain_until: null }).where('id', '=', appealId).execute()
}

/** Until when an executed appeal must be kept. */
export async function setRetention(trx: Db, appealId: string, until: PlainDate): Promise<void> {
  await trx.updateTable('appeal').set({ retain_until: until }).where('id', '=', appealId).execute()
}
