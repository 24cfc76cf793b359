import { isOpenTo } from '../../domain/appeal/open-to.ts'
import { sentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { isForPartyOf, tieTo } from '../contract/contract-store.ts'
import type { Signer } from './appeal-store.ts'

/** The appeal that an id names: its own, or of what a client writes or has sent in it; null: it names none. */
export async function appealNamedBy(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('appeal')
    .select('id')
    .where('id', '=', id)
    .unionAll(db.selectFrom('submission_draft').select('appeal_id as id').where('id', '=', id))
    .unionAll(db.selectFrom('submission').select('appeal_id as id').where('id', '=', id))
    .executeTakeFirst()
  return row?.id ?? null
}

/** Is an appeal, sent or not, open to this client today? Null when there is none of this id. */
export async function isAppealOpenTo(
  db: Db,
  personId: string,
  appealId: string,
  today: PlainDate,
): Promise<boolean | null> {
  const appeal = await db
    .selectFrom('appeal')
    .select(['status', 'person_id', 'party_id'])
    .where('id', '=', appealId)
    .executeTakeFirst()
  if (appeal === undefined) return null
  const tie = await tieTo(db, personId, appeal.party_id, 'asked')
  return isOpenTo({ ...tie, status: appeal.status, isWriter: appeal.person_id === personId }, today)
}

/** Sent appeals that are a person's own data today: for themselves, or written by them and open; the latest first. */
export async function ownAppealIds(db: Db, personId: string, today: PlainDate): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('party', 'party.id', 'appeal.party_id')
    .select('appeal.id')
    .where('appeal.status', 'in', sentStatuses)
    .where(isForPartyOf(personId, today))
    .where(({ or, eb }) => or([eb('party.person_id', '=', personId), eb('appeal.person_id', '=', personId)]))
    .orderBy('appeal.sent_at', 'desc')
    .orderBy('appeal.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What a person left of themselves in writing that is open to them no more. Times are epoch milliseconds. */
export interface LeftBehind {
  readonly begunAt: number
  readonly sentAt: number | null
  readonly address: string
  readonly email: string
  readonly signer: Signer | null
}

/** Of drafts and appeals that a person wrote by mandates that have ended: what is about themselves, and no more. */
export async function leftBehindBy(db: Db, personId: string, today: PlainDate): Promise<LeftBehind[]> {
  const rows = await db
    .selectFrom('appeal')
    .leftJoin('appeal_draft as draft', 'draft.appeal_id', 'appeal.id')
    .leftJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .leftJoin('signature', 'signature.letter_id', 'letter.id')
    .select(['appeal.created_at', 'appeal.sent_at', 'signature.signer'])
    .select(['draft.address', 'draft.email'])
    .select(['letter.address as letter_address', 'letter.email as letter_email'])
    .where('appeal.person_id', '=', personId)
    .where(({ not }) => not(isForPartyOf(personId, today)))
    .orderBy('appeal.created_at', 'desc')
    .orderBy('appeal.id')
    .execute()
  return rows.map((row) => ({
    begunAt: row.created_at.getTime(),
    sentAt: row.sent_at?.getTime() ?? null,
    address: row.letter_address ?? row.address ?? '',
    email: row.letter_email ?? row.email ?? '',
    // Written by sign-and-send.ts alone.
    signer: row.signer as unknown as Signer | null,
  }))
}
