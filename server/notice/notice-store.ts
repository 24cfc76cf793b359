import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import { toldOf } from '../../domain/appeal/open-to.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { rowsBefore } from '../../domain/mailbox/paging.ts'
import { type AccountNotice, type NoticeKind, noticeOf } from '../../domain/notice/notice.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import type { Db } from '../context.ts'
import { isForPartyOf, whoMayActFor } from '../contract/contract-store.ts'
import { type FormerAddress, planAccountMail, planNoticeMail } from './mail-store.ts'

/**
 * Gives the notice of an event, where it gives one, to each client who is told of it, and plans their mails: within the
 * event's own transaction, so that neither is there without the other. The pages of the others to whom the appeal is
 * open count again. From here to the commit other notices to the same people wait, so that numbers follow the order of
 * commits and a page that has heard of one has heard of all before it.
 * @param today by which it is asked who may act for the appeal's party
 */
export async function giveNotices(
  trx: Db,
  of: { readonly writer: string; readonly partyId: string; readonly today: PlainDate },
  event: Pick<AppealEvent, 'type' | 'seq' | 'data'> & { readonly appealId: string },
  at: Date,
): Promise<void> {
  const kind = noticeOf(event)
  if (kind === null) return
  const mayAct = await whoMayActFor(trx, of.partyId, of.today)
  const told = toldOf(of.writer, mayAct)
  for (const personId of mayAct) {
    if (!told.includes(personId)) await renewPages(trx, personId)
    else await insertNotice(trx, { personId, appealId: event.appealId, kind, eventSeq: event.seq, at })
  }
}

/** Lets a client's open pages count again what is unread. Of several people, in the order of their ids. */
export async function renewPages(trx: Db, personId: string): Promise<void> {
  await trx
    .insertInto('notice_state')
    .values({ person_id: personId, last_number: 0, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ changes: sql<number>`notice_state.changes + 1` }),
    )
    .execute()
}

/** Tells clients that their letter is signed and not sent; once for a signature from a phone. */
export async function giveSignedNotSent(
  trx: Db,
  to: { readonly personId: string; readonly appealId: string; readonly egovMobileSigningId: string },
  at: Date,
): Promise<void> {
  await insertNotice(trx, { ...to, kind: 'signedNotSent', at })
}

/** What a notice about the account says: the device in two words, or which contacts were changed. */
const AboutAccount = z.object({
  device: z.string().nullable().default(null),
  fields: z.array(z.enum(['address', 'phone', 'email'])).default([]),
})
export type AboutAccount = z.output<typeof AboutAccount>

/**
 * Tells a client of their own account, within the act's own transaction: in the cabinet, and by mail where their
 * address is confirmed, or was until this act.
 */
export async function giveAccountNotice(
  trx: Db,
  personId: string,
  { kind, ...about }: { readonly kind: AccountNotice } & Partial<AboutAccount>,
  at: Date,
  former: FormerAddress = null,
): Promise<void> {
  const id = await keepNotice(trx, { personId, appealId: null, kind, about: AboutAccount.parse(about), at })
  await planAccountMail(trx, { noticeId: id, personId, kind, at, former })
}

interface NewNotice {
  readonly personId: string
  /** Null: of the account. */
  readonly appealId: string | null
  readonly about?: AboutAccount
  readonly kind: NoticeKind
  readonly eventSeq?: number
  readonly egovMobileSigningId?: string
  readonly at: Date
}

async function insertNotice(trx: Db, notice: NewNotice): Promise<void> {
  const noticeId = await keepNotice(trx, notice)
  await planNoticeMail(trx, { noticeId, personId: notice.personId, at: notice.at })
}

async function keepNotice(trx: Db, notice: NewNotice): Promise<string> {
  const { personId, at } = notice
  const { last_number } = await trx
    .insertInto('notice_state')
    .values({ person_id: personId, last_number: 1, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({
        last_number: sql<number>`notice_state.last_number + 1`,
        changes: sql<number>`notice_state.changes + 1`,
      }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await trx
    .insertInto('notice')
    .values({
      id,
      person_id: personId,
      number: last_number,
      appeal_id: notice.appealId,
      event_seq: notice.eventSeq ?? null,
      phone_signing_id: notice.egovMobileSigningId ?? null,
      kind: notice.kind,
      about: notice.about === undefined ? null : JSON.stringify(notice.about),
      created_at: at,
    })
    .execute()
  return id
}

/** A notice with what its words need. */
export interface StoredNotice {
  readonly id: string
  readonly number: number
  readonly kind: NoticeKind
  /** Null: of the account. */
  readonly appealId: string | null
  /** Of one about the account; null for an appeal's. */
  readonly about: AboutAccount | null
  /** Of the event that it tells; null for a letter signed and not sent. */
  readonly eventSeq: number | null
  /** The signature from a phone that it tells of; null for an event. */
  readonly egovMobileSigningId: string | null
  readonly at: Date
  readonly unread: boolean
  /** Empty while the letter is not sent. */
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly registrationNumber: number | null
  /** Null while the letter is not sent. */
  readonly coupon: Coupon | null
  readonly registrationDate: PlainDate | null
  /** The term that this notice tells; null where it tells none. */
  readonly dueDate: PlainDate | null
  /** The body that it was forwarded to. */
  readonly receiver: string | null
  readonly executor: { readonly name: PersonName; readonly extension: string | null } | null
  readonly returned: { readonly reason: string; readonly revokedAt: string | null } | null
}

function notices(db: Db) {
  return db
    .selectFrom('notice')
    .leftJoin('event', (join) =>
      join.onRef('event.appeal_id', '=', 'notice.appeal_id').onRef('event.seq', '=', 'notice.event_seq'),
    )
    .leftJoin('appeal', 'appeal.id', 'notice.appeal_id')
    .leftJoin('coupon', 'coupon.appeal_id', 'notice.appeal_id')
    .leftJoin('staff', (join) =>
      join.on(sql<boolean>`staff.id::text = event.data->>'executorId' and event.type = 'takenIntoWork'`),
    )
    .leftJoin('correspondence', (join) =>
      // By the id itself, so that it is looked up and the letters of all others are not read.
      join.on(
        sql<boolean>`correspondence.id =
          case when event.type = 'forwarded' then (event.data->>'correspondenceId')::uuid end`,
      ),
    )
    .select([
      'notice.id',
      'notice.number',
      'notice.kind',
      'notice.appeal_id',
      'notice.about',
      'notice.event_seq',
      'notice.phone_signing_id',
      'notice.created_at',
      'notice.read_at',
      'appeal.subject',
      'appeal.letter_language',
      'appeal.number as registration_number',
      'appeal.registration_date',
      'coupon.year as coupon_year',
      'coupon.number as coupon_number',
      'staff.surname',
      'staff.given_name',
      'staff.patronymic',
      'staff.extension',
      sql<string | null>`correspondence.receiver->>'name'`.as('receiver'),
      sql<string | null>`coalesce(event.data->>'newDueDate', event.data->>'dueDate')`.as('due_date'),
      sql<string | null>`case when event.type = 'returned' then event.data->>'reason' end`.as('returned_for'),
      sql<string | null>`event.data->>'revokedAt'`.as('revoked_at'),
    ])
}
type Row = Awaited<ReturnType<ReturnType<typeof notices>['executeTakeFirstOrThrow']>>

function storedNotice(row: Row): StoredNotice {
  const { surname, given_name, patronymic, extension } = row
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    appealId: row.appeal_id,
    about: row.about === null ? null : AboutAccount.parse(row.about),
    eventSeq: row.event_seq,
    egovMobileSigningId: row.phone_signing_id,
    at: row.created_at,
    unread: row.read_at === null,
    subject: row.subject ?? '',
    letterLanguage: row.letter_language ?? 'kk',
    registrationNumber: row.registration_number,
    coupon: couponOf(row),
    registrationDate: row.registration_date as PlainDate | null,
    dueDate: row.due_date as PlainDate | null,
    receiver: row.receiver,
    executor:
      surname === null || given_name === null
        ? null
        : { name: { family: surname, given: given_name, patronymic }, extension },
    returned: row.returned_for === null ? null : { reason: row.returned_for, revokedAt: row.revoked_at },
  }
}

const couponOf = ({ coupon_year: year, coupon_number: number }: Row): Coupon | null =>
  year === null || number === null ? null : { year, number }

/**
 * SQL over `notice` and its `appeal`: one of this client's that they may read today. Of a discarded draft nothing is
 * left but that there was one.
 */
const isReadBy = (personId: string | RawBuilder<unknown>, today: PlainDate) =>
  sql<boolean>`(notice.person_id = ${personId} and (appeal.id is null or ${isForPartyOf(personId, today)}))`

const noticesOf = (db: Db, personId: string, today: PlainDate) =>
  db.selectFrom('notice').leftJoin('appeal', 'appeal.id', 'notice.appeal_id').where(isReadBy(personId, today))

/** One page of the notices that a client may read today, the latest first, and how many there are in all. */
export async function findNotices(
  db: Db,
  personId: string,
  today: PlainDate,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ rows: StoredNotice[]; total: number }> {
  const rows = await notices(db)
    .where(isReadBy(personId, today))
    .orderBy('notice.number', 'desc')
    .limit(size)
    .offset(rowsBefore(page, size))
    .execute()
  const { n } = await noticesOf(db, personId, today)
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map(storedNotice), total: n }
}

export async function findNotice(db: Db, id: string): Promise<StoredNotice | null> {
  const row = await notices(db).where('notice.id', '=', id).executeTakeFirst()
  return row === undefined ? null : storedNotice(row)
}

/** A notice of the account that went by mail, and those of its kind that waited for the same; the earliest first. */
export async function noticesOfMail(db: Db, personId: string, notice: StoredNotice): Promise<StoredNotice[]> {
  const rows = await notices(db)
    .where('notice.person_id', '=', personId)
    .where('notice.kind', '=', notice.kind)
    .where('notice.number', '>=', notice.number)
    // Up to the next that has a mail of its own.
    .where(
      sql<boolean>`notice.number < coalesce((select min(later.number) from notice later join mail on mail.notice_id = later.id
        where later.person_id = ${personId} and later.kind = notice.kind and later.number > ${notice.number}), notice.number + 1)`,
    )
    .orderBy('notice.number')
    .limit(20)
    .execute()
  return rows.map(storedNotice)
}

/** Of several clients, by their ids. */
export async function countUnreadNoticesOf(
  db: Db,
  personIds: readonly string[],
  today: PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select asked.id, (select count(*) from notice left join appeal on appeal.id = notice.appeal_id
        where ${isReadBy(sql.ref('asked.id'), today)} and notice.read_at is null) as n
      from unnest(${personIds}::uuid[]) as asked (id)`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** The number of the last notice, and how often anything about notices has changed; 0 before the first. */
export async function noticeState(
  db: Db,
  personId: string,
): Promise<{ readonly lastNumber: number; readonly changes: number }> {
  const row = await db
    .selectFrom('notice_state')
    .select(['last_number', 'changes'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return { lastNumber: row?.last_number ?? 0, changes: row?.changes ?? 0 }
}

/** `changes` of several people at once; who has none yet is left out. */
export async function changesOf(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('notice_state')
    .select(['person_id', 'changes'])
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ person_id, changes }) => [person_id, changes]))
}

/** Which notices of a client are read now: one, those of an appeal, or all up to a number. */
export type Reading =
  | { readonly noticeId: string }
  | { readonly appealId: string }
  | { readonly upTo: number }

/** Marks notices read; the client's other pages hear of it. Answers how many were not read before. */
export async function markNoticesRead(
  trx: Db,
  personId: string,
  reading: Reading,
  at: number,
): Promise<number> {
  let query = trx
    .updateTable('notice')
    .set({ read_at: new Date(at) })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  if ('noticeId' in reading) query = query.where('id', '=', reading.noticeId)
  else if ('appealId' in reading) query = query.where('appeal_id', '=', reading.appealId)
  else query = query.where('number', '<=', reading.upTo)
  const { numUpdatedRows } = await query.executeTakeFirst()
  if (numUpdatedRows > 0n) {
    await trx
      .updateTable('notice_state')
      .set({ changes: sql<number>`changes + 1` })
      .where('person_id', '=', personId)
      .execute()
  }
  return Number(numUpdatedRows)
}

/** Whether a notice is this client's, to be read today. */
export async function ownsNotice(
  db: Db,
  personId: string,
  noticeId: string,
  today: PlainDate,
): Promise<boolean> {
  const row = await noticesOf(db, personId, today)
    .select('notice.id')
    .where('notice.id', '=', noticeId)
    .executeTakeFirst()
  return row !== undefined
}
