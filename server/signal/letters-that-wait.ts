import { type SqlBool, sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import type { ReplyOffice } from '../../domain/reply/may-approve.ts'
import type { Db } from '../context.ts'
import { waitsForApproval } from '../reply/approver-store.ts'
import { isListedReply } from '../reply/list-store.ts'
import { readSettings } from '../setting/setting-store.ts'
import type { Sight } from './sight.ts'

/**
 * Says of somebody whether a letter waits for their yes, as the list of letters does. Null: who writes it says yes to
 * it themselves, and no head is to be called.
 */
export async function approverOf(
  db: Db,
  replyId: string,
  office: ReplyOffice,
  sight: Sight,
  now: number,
): Promise<((staffId: string) => Promise<boolean>) | null> {
  const approval = (await readSettings(db, localDate(now)))['reply.approval']
  const reply = await db
    .selectFrom('reply')
    .innerJoin('appeal', 'appeal.id', 'reply.appeal_id')
    .select(['reply.id', 'reply.kind', 'appeal.due_date'])
    .where(sql<boolean>`reply.id::text = ${replyId}`)
    .executeTakeFirst()
  if (reply === undefined) return null
  const isLate = reply.kind === 'interim' && reply.due_date !== null && reply.due_date < office.day
  if (approval[reply.kind] === 'executor' && !isLate) return null
  return async (staffId) => {
    const asker = await sight.asker(staffId)
    if (asker === null) return false
    const waits = sql<SqlBool>`(reply.id = ${reply.id}::uuid and ${waitsForApproval(asker, office, approval)})`
    return await isListedReply(db, asker, waits)
  }
}
