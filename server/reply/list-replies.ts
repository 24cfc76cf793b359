import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { replyPageSize, rowsBefore } from '../../domain/mailbox/paging.ts'
import type { ReplyList, ReplyListQuery } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { replyDay } from './held-reply.ts'
import { choicesIn, lettersOf, listedReplies, narrowedTo, replyListRow } from './list-store.ts'

/** A page of the letters that wait for the asker: to be approved, to be signed; or their own in work. */
export async function listReplies(
  { db, now }: Context,
  asker: Asker,
  { state, page, ...filter }: z.output<typeof ReplyListQuery>,
): Promise<ReplyList> {
  const { office, settings } = await replyDay(db, now())
  const stretch = { skip: rowsBefore(page, replyPageSize), most: replyPageSize }
  const condition = lettersOf(state, asker, office, settings['reply.approval'])
  const narrowed = sql<SqlBool>`(${condition} and ${narrowedTo(filter, office.day)})`
  const { rows, ...found } = await listedReplies(db, asker, narrowed, stretch)
  return { replies: rows.map(replyListRow), ...found, choices: await choicesIn(db, asker, condition) }
}
