import { randomUUID } from 'node:crypto'
import type { Db } from '../context.ts'

/** Saved views of units that somebody made. */
export async function viewsMadeBy(db: Db, staffId: string): Promise<{ id: string; name: string }[]> {
  return await db
    .selectFrom('saved_view')
    .select(['id', 'name'])
    .where('created_by', '=', staffId)
    .where('unit_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .orderBy('name')
    .execute()
}

export async function giveView(trx: Db, id: string, heirId: string): Promise<void> {
  await trx.updateTable('saved_view').set({ created_by: heirId }).where('id', '=', id).execute()
}

/** Notes that somebody has begun and not left yet; of one appeal where it is named. */
export async function noteDraftsOf(db: Db, staffId: string, appealId?: string) {
  const drafts = db
    .selectFrom('note_draft')
    .innerJoin('appeal', 'appeal.id', 'note_draft.appeal_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .select(['appeal.id', 'appeal.number', 'appeal.registration_date', 'text'])
    .select(['coupon.year', 'coupon.number as coupon_number'])
    .where('staff_id', '=', staffId)
    .where('text', '<>', '')
    .orderBy('appeal.id')
  return await (appealId === undefined ? drafts : drafts.where('appeal.id', '=', appealId)).execute()
}

/** The heir goes on writing it; answers false where they are writing one of their own of this appeal. */
export async function giveNoteDraft(
  trx: Db,
  appealId: string,
  staffId: string,
  heirId: string,
): Promise<boolean> {
  const own = await trx
    .selectFrom('note_draft')
    .select('text')
    .where('appeal_id', '=', appealId)
    .where('staff_id', '=', heirId)
    .executeTakeFirst()
  if (own !== undefined && own.text !== '') return false
  await trx
    .deleteFrom('note_draft')
    .where('appeal_id', '=', appealId)
    .where('staff_id', '=', heirId)
    .execute()
  await trx
    .updateTable('note_draft')
    .set({ staff_id: heirId })
    .where('appeal_id', '=', appealId)
    .where('staff_id', '=', staffId)
    .execute()
  return true
}

/** What was being written is left as a note, in the name of who wrote it. Answers its id. */
export async function leaveNoteDraft(
  trx: Db,
  appealId: string,
  staffId: string,
  text: string,
  at: number,
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('note')
    .values({
      id,
      appeal_id: appealId,
      kind: 'note',
      text,
      written_by: staffId,
      written_at: new Date(at),
      deleted_at: null,
      deleted_by: null,
    })
    .execute()
  await trx
    .deleteFrom('note_draft')
    .where('appeal_id', '=', appealId)
    .where('staff_id', '=', staffId)
    .execute()
  return id
}

/** Questions of theirs that wait for an answer: it comes to the appeal's page, so they need no heir. */
export async function questionsAskedBy(db: Db, staffId: string): Promise<number> {
  const row = await db
    .selectFrom('question')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('asked_by', '=', staffId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
