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

/** Over `appeal`: a letter of the company waits for its approval or signature. */
export const replyWaiting = sql<boolean>`exists (select from reply where reply.appeal_id = appeal.id
  and reply.state in (${sql.join(waitingReplyStates.map((state) => sql.lit(state)))}) and ${canGoOut})`
