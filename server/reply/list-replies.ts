import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { toIso } from '../../domain/calendar/instant.ts'
import { replyPageSize, rowsBefore } from '../../domain/mailbox/paging.ts'
import { openReplyStates } from '../../domain/reply/reply.ts'
import type { ReplyList, ReplyListQuery, replyLists } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { waitsForApproval, waitsForSignature } from './approver-store.ts'
import { type ReplyDay, replyDay } from './held-reply.ts'
import { listedReplies } from './list-store.ts'

/** A page of the letters that wait for the asker: to be approved, to be signed; or their own in work. */
export async function listReplies(
  { db, now }: Context,
  asker: Asker,
  { state, page }: z.output<typeof ReplyListQuery>,
): Promise<ReplyList> {
  const day = await replyDay(db, now())
  const stretch = { skip: rowsBefore(page, replyPageSize), most: replyPageSize }
  const { rows, ...found } = await listedReplies(db, asker, conditionOf(state, asker, day), stretch)
  const replies = rows.map(({ number, proposedAt, ...row }) => ({
    ...row,
    appealNumber: number === null ? '' : String(number),
    proposedAt: proposedAt === null ? null : toIso(proposedAt),
  }))
  return { replies, ...found }
}

function conditionOf(
  list: (typeof replyLists)[number],
  asker: Asker,
  { office, settings }: ReplyDay,
): RawBuilder<SqlBool> {
  switch (list) {
    case 'proposed':
      return waitsForApproval(asker, office, settings['reply.approval'])
    case 'toSign':
      return waitsForSignature(asker, office, settings['reply.approval'])
    case 'mine':
      return sql<SqlBool>`(reply.author_id = ${asker.id}::uuid and reply.state = any(${[...openReplyStates]}))`
  }
}
