import { sql } from 'kysely'
import { unsentStatuses } from '../../domain/appeal/status.ts'
import { type NearLimit, nearLimits } from '../../domain/attachment/quota.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { submissionsADay } from '../../domain/submission/submission.ts'
import type { Asker, Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { ownerOf, takeToday, usedOn } from '../http/day-use-store.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'

type Who = Pick<Asker, 'id' | 'kind'>

/** Files to be kept: how many, and their bytes together. */
export interface NewFiles {
  readonly count: number
  readonly bytes: number
}

/**
 * Room for one more draft of a client. The day's count is taken first: others of theirs wait for it, so that of any
 * number at once, in any process, no more pass than there is room for. Throws Refused, 429 `too_much_today`.
 */
export async function takeDraft(trx: Db, personId: string, now: number): Promise<void> {
  const { 'quota.client': quota } = await readSettings(trx, localDate(now))
  await takeToday(trx, { kind: 'client', id: personId }, 'draftsToday', 1, quota.draftsToday, now)
  const { drafts } = await heldBy(trx, personId, localDate(now))
  if (drafts >= quota.drafts) throw new Refused(refuse('drafts_too_many', { n: quota.drafts }))
}

/** Room for files, of a client in all their drafts too. Throws Refused, 429 `too_much_today`. */
export async function takeFiles(trx: Db, who: Who, { count, bytes }: NewFiles, now: number): Promise<void> {
  if (count === 0) return
  const settings = await readSettings(trx, localDate(now))
  const quota = settings[`quota.${who.kind}`]
  await takeToday(trx, who, 'filesToday', count, quota.filesToday, now)
  await takeToday(trx, who, 'bytesToday', bytes, quota.bytesToday, now)
  if (who.kind === 'staff') return
  const most = settings['quota.client'].bytes
  const held = await heldBy(trx, who.id, localDate(now))
  if (held.bytes + bytes > most) throw new Refused(refuse('drafts_too_large', { most }))
}

/** What a client sends in appeals is kept for good, so a day has so many. Throws 429 `too_much_today`. */
export async function takeSubmission(trx: Db, personId: string, now: number): Promise<void> {
  await takeToday(trx, { kind: 'client', id: personId }, 'submissionsToday', 1, submissionsADay, now)
}

/** Taking a letter over from somebody who writes it keeps what they wrote each time. Throws 429 `too_much_today`. */
export async function takeTakeOver(trx: Db, staffId: string, now: number): Promise<void> {
  const { 'quota.staff': quota } = await readSettings(trx, localDate(now))
  await takeToday(trx, { kind: 'staff', id: staffId }, 'takeOversToday', 1, quota.takeOversToday, now)
}

/**
 * Drafts of a client, and the bytes of their files, those on their way and letters that wait for a signature too; also
 * the bytes of what they write in sent appeals. What was begun by a mandate that has ended is not counted: they can't
 * discard it.
 */
async function heldBy(
  db: Db,
  personId: string,
  today: PlainDate,
): Promise<{ drafts: number; bytes: number }> {
  const unsent = db
    .selectFrom('appeal')
    .select(['id', 'file_key_id'])
    .where('person_id', '=', personId)
    .where('status', 'in', unsentStatuses)
    .where(isForPartyOf(personId, today))
  const writing = db
    .selectFrom('submission_draft as draft')
    .innerJoin('appeal', 'appeal.id', 'draft.appeal_id')
    .select('draft.id')
    .where('draft.person_id', '=', personId)
    .where(isForPartyOf(personId, today))
  const { drafts, kept, coming, put, putting } = await db
    .with('unsent', () => unsent)
    .with('writing', () => writing)
    .selectNoFrom((eb) => [
      eb.selectFrom('unsent').select(eb.fn.countAll<string>().as('n')).as('drafts'),
      eb
        .selectFrom('file')
        .where('key_id', 'in', eb.selectFrom('unsent').select('file_key_id'))
        .select(sql<string>`coalesce(sum(size), 0)`.as('n'))
        .as('kept'),
      eb
        .selectFrom('upload')
        .where('appeal_id', 'in', eb.selectFrom('unsent').select('id'))
        .where('file_id', 'is', null)
        .where('refused', 'is', null)
        .select(sql<string>`coalesce(sum(size), 0)`.as('n'))
        .as('coming'),
      eb
        .selectFrom('submission_draft_file')
        .innerJoin('file', 'file.id', 'submission_draft_file.file_id')
        .where('draft_id', 'in', eb.selectFrom('writing').select('id'))
        .select(sql<string>`coalesce(sum(size), 0)`.as('n'))
        .as('put'),
      eb
        .selectFrom('upload')
        .where('submission_draft_id', 'in', eb.selectFrom('writing').select('id'))
        .where('file_id', 'is', null)
        .where('refused', 'is', null)
        .select(sql<string>`coalesce(sum(size), 0)`.as('n'))
        .as('putting'),
    ])
    .executeTakeFirstOrThrow()
  const bytes = [kept, coming, put, putting].reduce((sum, one) => sum + Number(one), 0)
  return { drafts: Number(drafts), bytes }
}

/** The limits that are near for somebody now, to be told beside the place. */
export async function nearLimitsOf(db: Db, who: Who, now: number): Promise<NearLimit[]> {
  const settings = await readSettings(db, localDate(now))
  const today = Object.fromEntries(await usedOn(db, ownerOf(who), localDate(now)))
  const held = who.kind === 'client' ? await heldBy(db, who.id, localDate(now)) : {}
  return nearLimits({ ...today, ...held }, settings[`quota.${who.kind}`])
}
