import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { correctedFields, struckStatuses } from '../../domain/book/book.ts'
import { annulReasons, formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { appendEvent } from '../../server/appeal/event-store.ts'
import { decideCorrection } from '../../server/book/decide-correction.ts'
import { proposeCorrection } from '../../server/book/propose-correction.ts'
import type { Context, Db } from '../../server/context.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { NotFound, Refused } from '../../server/refused.ts'
import { annulOutgoing, takeOutgoingNumber } from '../../server/registry/outgoing-store.ts'
import { registerDue } from '../../server/registry/register.ts'
import type { Random } from '../fuzz/random.ts'

type People = readonly { readonly id: string }[]

/** The last appeals of the year wait for their numbers again, so that the book grows while it is looked at. */
export async function leaveUnregistered(owner: Db, appeals: number): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await sql`create temp table unnumbered on commit drop as
      select appeal_id as id from registration order by number desc limit ${sql.lit(appeals)}`.execute(trx)
    const these = sql`(select id from unnumbered)`
    const statements = [
      sql`delete from mail where notice_id in (select id from notice where appeal_id in ${these})`,
      sql`delete from notice where appeal_id in ${these}`,
      sql`delete from event where seq > 1 and appeal_id in ${these}`,
      sql`delete from registration where appeal_id in ${these}`,
      sql`update appeal set status = ${transitions.send.to}, number = null, register_code = null, register_year = null,
        due_date = null, executor_id = null, executed_at = null, unit_id = null, routed_at = null where id in ${these}`,
      sql`update due_act set done_at = null, due_at = '2100-01-01Z' where appeal_id in ${these}`,
      sql`update register_counter set last_number = (select max(number) from registration)
        where register_code = 'appeals'`,
    ]
    for (const statement of statements) await statement.execute(trx)
  })
}

/**
 * Something is written into a register: an appeal gets its number, a letter takes one, goes out under it or does not,
 * a row is corrected, an appeal comes to nothing. Letters by the steps that their sending keeps, without their PDFs.
 */
export async function writeAtRandom(context: Context, random: Random, people: People): Promise<boolean> {
  const act = random.pick([
    takeANumber,
    takeANumber,
    endALetter,
    propose,
    propose,
    decide,
    decide,
    registerOne,
  ])
  const one = random.below(14) === 0 ? comeToNothing : act
  try {
    return await one(context, random, people)
  } catch (error) {
    if (error instanceof Refused || error instanceof NotFound) return false
    throw error
  }
}

async function registerOne({ db, now, ...context }: Context, random: Random): Promise<boolean> {
  const waiting = await db
    .selectFrom('due_act')
    .select('id')
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute()
  if (waiting.length === 0 || random.below(4) > 0) return false
  const { id } = random.pick(waiting)
  await db
    .updateTable('due_act')
    .set({ due_at: new Date(now()) })
    .where('id', '=', id)
    .execute()
  return (await registerDue({ ...context, db, now })) > 0
}

/** What has been registered and has not come to nothing. */
const alive = (db: Db) =>
  db
    .selectFrom('appeal')
    .select('appeal.id')
    .where('number', 'is not', null)
    .where('status', 'not in', struckStatuses)
    .orderBy('number')

async function takeANumber({ db, now }: Context, random: Random, people: People): Promise<boolean> {
  const [appeal, author] = [random.pick(await alive(db).execute()), random.pick(people)]
  const replyId = randomUUID()
  const at = new Date(now())
  const isAnswered = sql<boolean>`exists (select from event where type = 'executed' and appeal_id = ${appeal.id})`
  return await db.transaction().execute(async (trx) => {
    const { answered } = await trx.selectNoFrom(isAnswered.as('answered')).executeTakeFirstOrThrow()
    const kind = answered ? 'correction' : 'answer'
    const open = await trx
      .selectFrom('reply')
      .select('id')
      .where('appeal_id', '=', appeal.id)
      .where('state', 'not in', ['sent', 'discarded'])
      .execute()
    if (open.length > 0) return false
    await trx
      .insertInto('reply')
      .values({
        id: replyId,
        appeal_id: appeal.id,
        kind,
        state: 'toSign',
        author_id: author.id,
        approved_by: random.pick(people).id,
        content_digest: '0'.repeat(64),
        created_at: at,
        saved_at: at,
      })
      .execute()
    const { id } = await takeOutgoingNumber(trx, { appealId: appeal.id, replyId, now })
    const data = { replyId, outgoingId: id, letterDigests: [] }
    await appendEvent(trx, { ...said(appeal.id, now()), type: 'replyFrozen', data })
    return true
  })
}

const said = (appealId: string, at: number) =>
  ({
    appealId,
    occurredAt: at,
    recordedAt: at,
    actor: 'system',
    source: 'office',
    key: `agree ${randomUUID()}`,
  }) as const

async function endALetter({ db, now }: Context, random: Random): Promise<boolean> {
  const onTheirWay = await db
    .selectFrom('outgoing')
    .innerJoin('reply', 'reply.id', 'outgoing.reply_id')
    .selectAll('outgoing')
    .select(['reply.kind', 'reply.author_id'])
    .where('reply.state', '=', 'toSign')
    .where('annulled_at', 'is', null)
    .orderBy('outgoing.number')
    .execute()
  if (onTheirWay.length === 0) return false
  const line = random.pick(onTheirWay)
  const { id: outgoingId, appeal_id: appealId, reply_id: replyId, author_id } = line
  const event = said(appealId, now())
  await db.transaction().execute(async (trx) => {
    if (random.below(3) === 0) {
      const why = random.pick(annulReasons)
      await annulOutgoing(trx, outgoingId, { why, now })
      const gone = { state: 'discarded', approved_by: null, content_digest: null } as const
      await trx.updateTable('reply').set(gone).where('id', '=', replyId).execute()
      await appendEvent(trx, { ...event, type: 'numberAnnulled', data: { replyId, outgoingId, why } })
      return
    }
    const correspondenceId = randomUUID()
    await trx.updateTable('reply').set({ state: 'sent' }).where('id', '=', replyId).execute()
    const kind = line.kind === 'answer' ? 'answer' : 'correction'
    const sent = {
      id: correspondenceId,
      appeal_id: appealId,
      kind,
      author_id,
      sent_at: new Date(now()),
    } as const
    await trx
      .insertInto('correspondence')
      .values({ ...sent, reply_id: replyId, outgoing_id: outgoingId })
      .execute()
    const data = { replyId, outgoingId, outgoing: formatOutgoing(line), correspondenceId }
    if (kind === 'answer') await appendEvent(trx, { ...event, type: 'executed', data })
    else await appendEvent(trx, { ...event, type: 'corrected', data: { ...data, corrects: randomUUID() } })
  })
  return true
}

/** Somebody who may, if there is anybody. */
async function askerFor(
  { db, now }: Context,
  random: Random,
  people: People,
  act: 'correctRegister' | 'approveCorrection',
) {
  const askers = await Promise.all(people.map(({ id }) => staffAsker(db, id, now())))
  const those = askers.filter((one) => one?.roles.some((role) => rolesFor(act).some((may) => may === role)))
  return those.length === 0 ? null : random.pick(those)
}

async function propose(context: Context, random: Random, people: People): Promise<boolean> {
  const asker = await askerFor(context, random, people, 'correctRegister')
  if (asker === null) return false
  const { id } = random.pick(await alive(context.db).execute())
  const letters = await context.db.selectFrom('outgoing').select('id').where('appeal_id', '=', id).execute()
  const letter = random.below(2) === 0 ? letters[0] : undefined
  const field = random.pick(correctedFields[letter === undefined ? 'incoming' : 'outgoing'])
  const value = field === 'type' ? random.pick(['gen.complaint', 'gen.free']) : `Түзету ${random.below(1e6)}`
  const said = { field, value, reason: 'Қате жазылған', basis: 'Бұйрық № 12-К' }
  const asked = { ...said, ...(letter === undefined ? {} : { outgoingId: letter.id }) }
  await proposeCorrection(context, asker, id, asked)
  return true
}

async function decide(context: Context, random: Random, people: People): Promise<boolean> {
  const open = await context.db
    .selectFrom('register_correction')
    .select(['id', 'appeal_id'])
    .where('state', '=', 'proposed')
    .orderBy('proposed_at')
    .orderBy('number')
    .execute()
  const asker = await askerFor(context, random, people, 'approveCorrection')
  if (open.length === 0 || asker === null) return false
  const { id: correctionId, appeal_id: appealId } = random.pick(open)
  const decision = random.pick(['approve', 'approve', 'approve', 'refuse'] as const)
  await decideCorrection(context, asker, { id: appealId, correctionId }, { decision, remark: '' })
  return true
}

/** The certificate turned out to be revoked: the appeal keeps its number and is answered no more. */
async function comeToNothing({ db, now }: Context, random: Random): Promise<boolean> {
  const { id } = random.pick(await alive(db).execute())
  await db.transaction().execute(async (trx) => {
    await appendEvent(trx, { ...said(id, now()), type: 'returned', data: { reason: 'revoked' } })
  })
  return true
}
