import { sql } from 'kysely'
import type { FollowKind } from '../../domain/appeal/follow-up.ts'
import { type SentStatus, sentStatuses, transitions, unsentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'

/** What an appeal follows, and which letter it objects to; `letterId` is null of what is no objection. */
export interface FollowUp {
  readonly firstId: string
  readonly kind: FollowKind
  readonly letterId: string | null
}

export async function keepFollowUp(tx: Db, draftId: string, follow: FollowUp): Promise<void> {
  await tx
    .updateTable('appeal')
    .set({ follows_id: follow.firstId, follow_kind: follow.kind, objects_to: follow.letterId })
    .where('id', '=', draftId)
    .execute()
}

/** A draft that is of another party now follows nothing of the first one's. */
export async function forgetFollowUp(tx: Db, draftId: string): Promise<void> {
  const nothing = { follows_id: null, follow_kind: null, objects_to: null }
  await tx.updateTable('appeal').set(nothing).where('id', '=', draftId).execute()
}

/** What this appeal or draft follows; null: nothing. */
export async function followUpOf(db: Db, appealId: string): Promise<FollowUp | null> {
  const row = await db
    .selectFrom('appeal')
    .select(['follows_id', 'follow_kind', 'objects_to'])
    .where('id', '=', appealId)
    .executeTakeFirst()
  if (row === undefined || row.follows_id === null || row.follow_kind === null) return null
  return { firstId: row.follows_id, kind: row.follow_kind as FollowKind, letterId: row.objects_to }
}

/** A draft of this client that follows the same in the same way, begun and not sent; null: none. */
export async function unsentFollowUp(
  db: Db,
  personId: string,
  { firstId, kind, letterId }: FollowUp,
  today: PlainDate,
): Promise<string | null> {
  const row = await db
    .selectFrom('appeal')
    .select('id')
    .where('person_id', '=', personId)
    .where('follows_id', '=', firstId)
    .where('follow_kind', '=', kind)
    .where(sql<boolean>`objects_to is not distinct from ${letterId}`)
    .where('status', 'in', unsentStatuses)
    .where(isForPartyOf(personId, today))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Ids of the letters of an appeal that a complaint objects to, which was sent, and neither sent nor taken back. */
export async function objectedLetters(db: Db, firstId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('objects_to')
    .where('follows_id', '=', firstId)
    .where('objects_to', 'is not', null)
    .where('status', 'in', sentStatuses)
    .where('status', 'not in', [transitions.return.to, transitions.withdraw.to])
    .execute()
  return rows.flatMap(({ objects_to: id }) => id ?? [])
}

/** Sent appeals that object to this letter, or to the one that it corrects; in the order in which they are held. */
export async function complaintsAbout(db: Db, firstId: string, letterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('id')
    .where('follows_id', '=', firstId)
    .where(
      sql<boolean>`objects_to in (select ${letterId}::uuid union
        select corrects from correspondence where id = ${letterId})`,
    )
    .where('status', 'in', sentStatuses)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Another appeal of a client, as the page of one that follows it, or that it follows, names it. */
export interface Neighbour {
  readonly id: string
  readonly kind: FollowKind
  readonly status: SentStatus
  readonly number: number | null
  readonly registrationDate: PlainDate | null
  readonly coupon: Coupon
}

const neighbours = (db: Db, personId: string, today: PlainDate) =>
  db
    .selectFrom('appeal')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .select(['appeal.id', 'appeal.status', 'appeal.number', 'appeal.registration_date'])
    .select(['coupon.year', 'coupon.number as coupon_number'])
    .where('appeal.status', 'in', sentStatuses)
    .where(isForPartyOf(personId, today))
type Row = Awaited<ReturnType<ReturnType<typeof neighbours>['executeTakeFirstOrThrow']>>

const neighbour = (row: Row, kind: FollowKind): Neighbour => ({
  id: row.id,
  kind,
  status: row.status as SentStatus,
  number: row.number,
  registrationDate: row.registration_date as PlainDate | null,
  coupon: { year: row.year, number: row.coupon_number },
})

/** The appeal that this one follows, of those whom the client may act for today; null: none of theirs. */
export async function firstOf(
  db: Db,
  personId: string,
  follow: FollowUp | null,
  today: PlainDate,
): Promise<Neighbour | null> {
  if (follow === null) return null
  const row = await neighbours(db, personId, today).where('appeal.id', '=', follow.firstId).executeTakeFirst()
  return row === undefined ? null : neighbour(row, follow.kind)
}

/** What was sent after this one, the earliest first. */
export async function followersOf(
  db: Db,
  personId: string,
  appealId: string,
  today: PlainDate,
): Promise<Neighbour[]> {
  const rows = await neighbours(db, personId, today)
    .select('follow_kind')
    .where('follows_id', '=', appealId)
    .orderBy('sent_at')
    .execute()
  return rows.map((row) => neighbour(row, row.follow_kind as FollowKind))
}

/**
 * Who of the staff has a part in a letter of the company about this appeal, and in what corrects it: who wrote it, said
 * yes or signed, and whom they replaced by that.
 */
export async function hadPartIn(db: Db, appealId: string, letterId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with letter as (select * from correspondence
      where appeal_id = ${appealId} and (id = ${letterId} or corrects = ${letterId}))
    select author_id as id from letter
    union select approved_by from letter where approved_by is not null
    union select staff_id from reply_writer where reply_id in (select reply_id from letter)
    union select one.id from reply_step
      join reply on reply.id = reply_step.reply_id and reply.version = reply_step.version
      cross join lateral (values (reply_step.by), (reply_step.instead_of)) as one(id)
      where reply.id in (select reply_id from letter) and step in ('approved', 'signed') and one.id is not null`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
