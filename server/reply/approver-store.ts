import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type ReplyKind, replyKinds } from '../../domain/appeal/reply-kind.ts'
import { approversOf, type ReplyOffice, sentAwayOf } from '../../domain/reply/may-approve.ts'
import { type Approval, type ReplyMove, statesFor } from '../../domain/reply/reply.ts'
import { aboutIds } from '../appeal/appeal-store.ts'
import { canGoOut } from '../appeal/reply-waiting.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker } from '../context.ts'
import { namings } from './naming-store.ts'
import { unitsBefore } from './routing-store.ts'

/** Over `reply`: this can be done with it as it is. */
const isIn = (move: ReplyMove): RawBuilder<SqlBool> =>
  sql<SqlBool>`reply.state in (${sql.join(statesFor(move).map((state) => sql.lit(state)))})`

/**
 * Over `appeal` and `reply`: the letter waits for this person's yes today, as `approveAs` says of one
 * (domain/reply/why-not.ts).
 */
export const waitsForApproval = (
  asker: Asker,
  office: ReplyOffice,
  approval: Readonly<Record<ReplyKind, Approval>>,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${isIn('approve')} and ${canGoOut} and ${mayApprove(asker, office, approval)})`

/** The same of their key: who may approve a letter may sign it (`signAs`). One that was opened is who opened it's. */
export const waitsForSignature = (
  asker: Asker,
  office: ReplyOffice,
  approval: Readonly<Record<ReplyKind, Approval>>,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${isIn('sign')} and ${canGoOut} and ${mayApprove(asker, office, approval)}
    and (${isIn('freeze')} or ${asker.id}::uuid = (select by from reply_step
      where reply_step.reply_id = reply.id and step = 'frozen' order by seq desc limit 1)))`

function mayApprove(
  asker: Asker,
  office: ReplyOffice,
  approval: Readonly<Record<ReplyKind, Approval>>,
): RawBuilder<SqlBool> {
  // Closed ones too: a writer may have moved the appeal from one before.
  const units = [...office.units.map(({ id }) => id), null]
  const places = units.flatMap((unit) => [
    ...approversOf(unit, office).map(({ id, insteadOf }) => ({ unit, id, instead: insteadOf, by: null })),
    ...sentAwayOf(unit, office).map(({ id, insteadOf, by }) => ({ unit, id, instead: insteadOf, by })),
  ])
  const rows = sql`jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
    as place(unit uuid, id uuid, instead uuid, by uuid)`
  const here = sql`place.unit is not distinct from appeal.unit_id`
  const me = sql`${asker.id}::uuid`
  const among = (ids: RawBuilder<unknown>) => sql`(place.id = any(${ids}) or place.instead = any(${ids}))`
  const writers = sql`array(select staff_id from reply_writer where reply_writer.reply_id = reply.id)`
  const another = sql`(not coalesce(${among(writers)}, false) and not coalesce(${among(aboutIds)}, false))`
  // Whom a writer named or recorded as away counts as another all the same.
  const named = sql`array(select naming.staff_id from ${namings} as naming where naming.by = any(${writers}))`
  const unnamed = sql`array(select about.id from unnest(${aboutIds}) as about(id) where not about.id = any(${named}))`
  const beside = sql`(place.id <> ${me} and (place.by is null or place.by = any(${writers}))
    and not coalesce(${among(writers)}, false) and not coalesce(${among(unnamed)}, false))`
  // And who says yes where a writer moved the appeal from.
  const before = sql`exists (select from ${unitsBefore(writers)} as was where was.unit is not distinct from place.unit)`
  const byHead = sql`exists (select from ${rows} where ${here} and place.by is null and place.id = ${me} and (${another}
    or (not coalesce(${among(aboutIds)}, false) and not exists (select from ${rows} where (${here} or ${before}) and ${beside}))))`
  const byExecutor = replyKinds.filter((kind) => approval[kind] === 'executor')
  // After the term only a head asks for more time.
  const late = sql`(reply.kind = 'interim' and appeal.due_date < ${office.day})`
  const own = sql`(reply.kind = any(${byExecutor}) and not coalesce(${late}, false) and ${scopeOf(asker, 'writeReply')})`
  return sql<SqlBool>`(not ${me} = any(${aboutIds}) and (${byHead} or ${own}))`
}
