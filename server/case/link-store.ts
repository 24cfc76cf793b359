import { type SqlBool, sql } from 'kysely'
import type { FollowKind } from '../../domain/appeal/follow-up.ts'
import { type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'
import { matchesSearch } from '../search/search-condition.ts'

/** Another appeal as a row beside this one names it. */
export interface OtherAppeal {
  readonly appealId: string
  readonly subject: string
  readonly letterLanguage: LetterLanguage
  readonly number: string
  readonly status: SentStatus
  readonly executedAt: string | null
  readonly dueDate: PlainDate | null
  /** It is theirs to be linked, or to be taken apart, from this side. */
  readonly inReach: boolean
}
/** What staff link by, and what clients do. */
export type LinkKind = 'repeat' | 'related' | FollowKind
export interface KeptLink extends OtherAppeal {
  readonly id: string
  readonly kind: LinkKind
  /** Null: the client, by sending the one that follows the other. */
  readonly linkedBy: string | null
  readonly linkedAt: number
}
export interface Similar extends OtherAppeal {
  readonly sameType: boolean
  readonly sameContract: boolean
}

const others = (db: Db, asker: Asker) =>
  db
    .selectFrom('appeal')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .select(['appeal.id as other_id', 'appeal.subject', 'appeal.status', 'appeal.number', 'appeal.due_date'])
    .select('appeal.letter_language')
    .select(['appeal.registration_date', 'appeal.executed_at'])
    .select(['coupon.year as coupon_year', 'coupon.number as coupon_number'])
    .select(sql<boolean>`(${scopeOf(withinReach(asker), 'list')}) is true`.as('in_reach'))
    .where(scopeOf(asker, 'list'))

function otherOf(row: Awaited<ReturnType<ReturnType<typeof others>['execute']>>[number]): OtherAppeal {
  const { number, registration_date: date } = row
  return {
    appealId: row.other_id,
    subject: row.subject ?? '',
    letterLanguage: row.letter_language,
    number:
      number === null || date === null
        ? formatCoupon({ year: row.coupon_year, number: row.coupon_number })
        : formatRegistration({ number, date: date as PlainDate }),
    status: row.status as SentStatus,
    executedAt: row.executed_at?.toISOString() ?? null,
    dueDate: row.due_date as PlainDate | null,
    inReach: row.in_reach,
  }
}

/** What an appeal is linked with, either way, of those in the asker's sight; of others not even the count is told. */
export async function linksOf(db: Db, asker: Asker, appealId: string): Promise<KeptLink[]> {
  const found = await others(db, asker)
    .innerJoin('appeal_link as link', (join) =>
      join.on(
        sql<SqlBool>`appeal.id = case when link.appeal_id = ${appealId} then link.other_id else link.appeal_id end`,
      ),
    )
    .select(['link.id', 'link.kind', 'link.linked_by', 'link.linked_at'])
    .where(({ or, eb }) => or([eb('link.appeal_id', '=', appealId), eb('link.other_id', '=', appealId)]))
    .where('link.unlinked_at', 'is', null)
    .orderBy('link.linked_at')
    .execute()
  return found.map((row) => ({
    ...otherOf(row),
    id: row.id,
    kind: row.kind as LinkKind,
    linkedBy: row.linked_by,
    linkedAt: row.linked_at.getTime(),
  }))
}

const sameType = sql<boolean>`(type.code = own_type.code and type.definition ->> 'form' <> 'free')`

/** How many similar ones are shown. */
const mostSimilar = 10

/**
 * What the same client has sent of the same type or under the same contract, the newest first, of those in the asker's
 * sight. That two letters are free ones makes them no more alike.
 */
export async function similarTo(db: Db, asker: Asker, appealId: string): Promise<Similar[]> {
  const found = await others(db, asker)
    .innerJoin('appeal_type as type', 'type.id', 'appeal.type_id')
    .innerJoin('appeal as own', (join) => join.on('own.id', '=', appealId))
    .innerJoin('appeal_type as own_type', 'own_type.id', 'own.type_id')
    .select(sameType.as('same_type'))
    .select(sql<boolean>`appeal.contract_id = own.contract_id`.as('same_contract'))
    .whereRef('appeal.person_id', '=', 'own.person_id')
    .where('appeal.id', '<>', appealId)
    .where('appeal.status', 'in', sentStatuses)
    .where(sql<SqlBool>`(${sameType} or appeal.contract_id = own.contract_id)`)
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')
    .limit(mostSimilar)
    .execute()
  return found.map((row) => ({
    ...otherOf(row),
    sameType: row.same_type,
    sameContract: row.same_contract,
  }))
}

/** The one appeal in the asker's sight of this number, the register's or the coupon's; null: none or several. */
export async function appealOfNumber(db: Db, asker: Asker, number: string): Promise<string | null> {
  const found = await db
    .selectFrom('appeal')
    .select('appeal.id')
    .where('appeal.status', 'in', sentStatuses)
    .where(scopeOf(asker, 'list'))
    .where(matchesSearch(number, ['number']))
    .limit(2)
    .execute()
  const [one, another] = found
  return another === undefined ? (one?.id ?? null) : null
}

/** The same person without what office.visibility widens: it widens what they look at, never what they do. */
const withinReach = (asker: Asker): Asker => ({ ...asker, duty: { ...asker.duty, seesAll: false } })

/** Whether it is theirs to link: both histories say so, so both sides are asked. */
export const isInReach = (db: Db, asker: Asker, appealId: string): Promise<boolean> =>
  isInSight(db, withinReach(asker), appealId)

/** Whether it is in the asker's sight. */
export async function isInSight(db: Db, asker: Asker, appealId: string): Promise<boolean> {
  const row = await db
    .selectFrom('appeal')
    .select('appeal.id')
    .where('appeal.id', '=', appealId)
    .where('appeal.status', 'in', sentStatuses)
    .where(scopeOf(asker, 'list'))
    .executeTakeFirst()
  return row !== undefined
}

/** The two ids of a link of the staff that is there still; null for none. What a client linked stays. */
export async function openLink(
  db: Db,
  linkId: string,
): Promise<{ appealId: string; otherId: string } | null> {
  const row = await db
    .selectFrom('appeal_link')
    .select(['appeal_id', 'other_id'])
    .where('id', '=', linkId)
    .where('unlinked_at', 'is', null)
    .where('linked_by', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : { appealId: row.appeal_id, otherId: row.other_id }
}

/** False when the two are linked already. */
export async function insertLink(
  trx: Db,
  link: { id: string; appealId: string; otherId: string; kind: 'repeat' | 'related'; by: string; at: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('appeal_link')
    .values({
      id: link.id,
      appeal_id: link.appealId,
      other_id: link.otherId,
      kind: link.kind,
      linked_by: link.by,
      linked_at: new Date(link.at),
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function markUnlinked(trx: Db, linkId: string, by: string, at: number): Promise<void> {
  await trx
    .updateTable('appeal_link')
    .set({ unlinked_by: by, unlinked_at: new Date(at) })
    .where('id', '=', linkId)
    .execute()
}
