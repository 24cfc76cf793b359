import { sql } from 'kysely'
import { replyKinds, sentFrom } from '../../domain/appeal/reply-kind.ts'
import { waitingReplyStates } from '../../domain/reply/reply.ts'

/** Over `appeal` and `reply`: the letter can go out as the appeal is; another may have ended it meanwhile. */
export const canGoOut = sql<boolean>`(${sql.join(
  replyKinds.map(
    (kind) =>
      sql`(reply.kind = ${sql.lit(kind)} and appeal.status in (${sql.join(
        sentFrom(kind).map((status) => sql.lit(status)),
      )}))`,
  ),
  sql` or `,
)})`

const waiting = sql`reply.state in (${sql.join(waitingReplyStates.map((state) => sql.lit(state)))})`

/**
 * Over `appeal`: a letter of the company waits for its approval or signature. The first part follows from the
 * other: it lets PostgreSQL begin with the few letters that wait. By a condition over both it reads all appeals.
 */
export const replyWaiting = sql<boolean>`(appeal.id in (select reply.appeal_id from reply where ${waiting})
  and exists (select from reply where reply.appeal_id = appeal.id and ${waiting} and ${canGoOut}))`
