import { sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'

/** Letters that were opened for signing on a day before this one and were not signed: their numbers lapse. */
export async function repliesUnsignedBefore(db: Db, day: PlainDate, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('reply')
    .innerJoin('outgoing', 'outgoing.reply_id', 'reply.id')
    .select('reply.id')
    .where('reply.state', '=', 'toSign')
    .where('outgoing.annulled_at', 'is', null)
    .where('outgoing.date', '<', day)
    .orderBy('outgoing.taken_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** What the authority has said of the signatures over a letter that is being sent, all of them together. */
export type SignaturesSay = 'good' | 'revoked' | 'open'

// docs/signature.md: a list from before the press says good for now; it is asked about again, and is no last word.
const says = sql<SignaturesSay>`case
    when bool_or(signature.revocation = 'revoked') then 'revoked'
    when bool_and(signature.revocation in ('good', 'not_checked') and signature.recheck_at is null) then 'good'
    else 'open' end`

const sending = (db: Db) =>
  db
    .selectFrom('reply')
    .innerJoin('outgoing', 'outgoing.reply_id', 'reply.id')
    .innerJoin('reply_letter', 'reply_letter.outgoing_id', 'outgoing.id')
    .innerJoin('signature', 'signature.reply_letter_id', 'reply_letter.id')
    .where('reply.state', '=', 'sending')
    .where('outgoing.annulled_at', 'is', null)
    .groupBy('reply.id')

/** Letters that are being sent and whose signatures are all decided, or one of them for the bad, oldest first. */
export async function decidedReplies(db: Db, limit: number): Promise<string[]> {
  const rows = await sending(db)
    .select('reply.id')
    .having(says, '<>', 'open')
    .orderBy((eb) => eb.fn.min('outgoing.taken_at'))
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** The same of one letter, once it is held; null: it is not being sent any more. */
export async function signaturesSay(trx: Db, replyId: string): Promise<SignaturesSay | null> {
  const row = await sending(trx).select(says.as('says')).where('reply.id', '=', replyId).executeTakeFirst()
  return row?.says ?? null
}
