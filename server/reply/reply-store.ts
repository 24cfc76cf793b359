import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { ReplyContent } from '../../domain/reply/content-digest.ts'
import type { Lease } from '../../domain/reply/lease.ts'
import { openReplyStates, type ReplyState, waitingReplyStates } from '../../domain/reply/reply.ts'
import type { ReplyStep } from '../../domain/reply/reply-step.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** What is written in a letter. */
export type ReplyDraft = Omit<ReplyContent, 'kind' | 'files' | 'sheetVersion' | 'corrects'>

/** A letter of the company on its way, as it is kept. Times are epoch milliseconds. */
export interface KeptReply extends ReplyDraft {
  readonly id: string
  readonly appealId: string
  readonly kind: ReplyKind
  readonly state: ReplyState
  readonly version: number
  readonly corrects: string | null
  readonly authorId: string
  readonly createdAt: number
  readonly savedAt: number
  readonly lease: Lease
  readonly approvedBy: string | null
  /** Of what was approved. */
  readonly contentDigest: string | null
  /** Everybody who ever saved it. */
  readonly writerIds: readonly string[]
  readonly files: readonly KeptFile[]
}

const replies = (db: Db) =>
  db
    .selectFrom('reply')
    .selectAll('reply')
    .select(
      sql<string[]>`array(select staff_id from reply_writer where reply_writer.reply_id = reply.id)`.as(
        'writer_ids',
      ),
    )
type Row = Awaited<ReturnType<ReturnType<typeof replies>['executeTakeFirstOrThrow']>>

function keptReply(row: Row, files: readonly KeptFile[]): KeptReply {
  return {
    id: row.id,
    appealId: row.appeal_id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    texts: { kk: row.text_kk, ru: row.text_ru },
    reason: row.reason,
    newDueDate: row.new_due_date as PlainDate | null,
    papersAsked: row.papers_asked,
    // Written by saveReply alone.
    papers: row.papers as KeptReply['papers'],
    outcome: row.outcome,
    // Written by saveReply alone.
    receiver: row.receiver as KeptReply['receiver'],
    corrects: row.corrects,
    authorId: row.author_id,
    createdAt: row.created_at.getTime(),
    savedAt: row.saved_at.getTime(),
    lease: leaseOf(row),
    approvedBy: row.approved_by,
    contentDigest: row.content_digest,
    writerIds: row.writer_ids,
    files,
  }
}

async function withFiles(db: Db, rows: readonly Row[]): Promise<KeptReply[]> {
  if (rows.length === 0) return []
  const files = await db
    .selectFrom('reply_file')
    .innerJoin('file', 'file.id', 'reply_file.file_id')
    .selectAll('file')
    .select('reply_file.reply_id')
    .where(
      'reply_file.reply_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('reply_file.position')
    .execute()
  return rows.map((row) => keptReply(row, files.filter(({ reply_id }) => reply_id === row.id).map(keptFile)))
}

export async function findReply(db: Db, replyId: string): Promise<KeptReply | null> {
  const rows = await replies(db).where('reply.id', '=', replyId).execute()
  return (await withFiles(db, rows))[0] ?? null
}

/** The same, its row held until the transaction ends. The appeal is locked before. */
export async function lockReplyRow(trx: Db, replyId: string): Promise<KeptReply | null> {
  await trx.selectFrom('reply').select('id').where('id', '=', replyId).forUpdate().execute()
  return await findReply(trx, replyId)
}

/** The appeal that a letter is about; null: there is no such letter. */
export async function appealOfReply(db: Db, replyId: string): Promise<string | null> {
  const row = await db.selectFrom('reply').select('appeal_id').where('id', '=', replyId).executeTakeFirst()
  return row?.appeal_id ?? null
}

/** The letters of an appeal that were not thrown away: those in work first, the newest first. */
export async function repliesOf(db: Db, appealId: string): Promise<KeptReply[]> {
  const rows = await replies(db)
    .where('appeal_id', '=', appealId)
    .where('state', '<>', 'discarded')
    .orderBy(sql`state = 'sent'`)
    .orderBy('created_at', 'desc')
    .execute()
  return await withFiles(db, rows)
}

/** The letter of this kind that is in work; there is one at most. */
export async function openReply(db: Db, appealId: string, kind: ReplyKind): Promise<KeptReply | null> {
  const rows = await replies(db)
    .where('appeal_id', '=', appealId)
    .where('kind', '=', kind)
    .where('state', 'in', openReplyStates)
    .execute()
  return (await withFiles(db, rows))[0] ?? null
}

/** Ids of the letters of an appeal that wait for somebody's yes or key, or for the authority's word. */
export async function waitingReplies(db: Db, appealId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reply')
    .select('id')
    .where('appeal_id', '=', appealId)
    .where('state', 'in', waitingReplyStates)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Drafts that nobody has written in since a moment, on appeals that are in no status to send their kind from. */
export async function deadDrafts(
  db: Db,
  sentFrom: readonly (readonly [ReplyKind, readonly string[]])[],
  before: number,
  most: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('reply')
    .innerJoin('appeal', 'appeal.id', 'reply.appeal_id')
    .select('reply.id')
    .where('reply.state', '=', 'draft')
    .where('reply.saved_at', '<', new Date(before))
    .where((eb) =>
      eb.or(
        sentFrom.map(([kind, statuses]) =>
          eb.and([eb('reply.kind', '=', kind), sql<boolean>`not appeal.status = any(${[...statuses]})`]),
        ),
      ),
    )
    .orderBy('reply.saved_at')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Begins a letter, in the hands of its author; answers its id. */
export async function insertReply(
  trx: Db,
  reply: {
    readonly appealId: string
    readonly kind: ReplyKind
    readonly corrects: string | null
    readonly authorId: string
    readonly lease: Lease
    readonly at: number
  },
): Promise<string> {
  const id = randomUUID()
  const { appealId, kind, corrects, authorId, lease } = reply
  const at = new Date(reply.at)
  await trx
    .insertInto('reply')
    .values({
      id,
      appeal_id: appealId,
      kind,
      state: 'draft',
      corrects,
      author_id: authorId,
      created_at: at,
      saved_at: at,
      ...leaseColumns(lease),
    })
    .execute()
  return id
}

export const leaseOf = (row: Pick<Row, 'lease' | 'writer_id' | 'leased_until'>): Lease => ({
  token: row.lease,
  writerId: row.writer_id,
  until: row.leased_until?.getTime() ?? null,
})

const leaseColumns = ({ token, writerId, until }: Lease) => ({
  lease: token,
  writer_id: writerId,
  leased_until: until === null ? null : new Date(until),
})

export async function saveLease(trx: Db, replyId: string, lease: Lease): Promise<void> {
  await trx.updateTable('reply').set(leaseColumns(lease)).where('id', '=', replyId).execute()
}

/** Keeps what was typed as the next version. */
export async function saveReply(
  trx: Db,
  replyId: string,
  draft: ReplyDraft,
  saved: { readonly by: string; readonly at: number; readonly version: number },
): Promise<void> {
  await trx
    .updateTable('reply')
    .set({
      text_kk: draft.texts.kk,
      text_ru: draft.texts.ru,
      reason: draft.reason,
      new_due_date: draft.newDueDate,
      papers_asked: draft.papersAsked,
      papers: draft.papers === null ? null : JSON.stringify(draft.papers),
      outcome: draft.outcome,
      receiver: draft.receiver === null ? null : JSON.stringify(draft.receiver),
      saved_at: new Date(saved.at),
      version: saved.version,
    })
    .where('id', '=', replyId)
    .execute()
  await addWriter(trx, replyId, saved.by)
}

/** They have had a hand in it: they are no second pair of eyes any more. */
export async function addWriter(trx: Db, replyId: string, staffId: string): Promise<void> {
  await trx
    .insertInto('reply_writer')
    .values({ reply_id: replyId, staff_id: staffId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Moves a letter on; approved is what it was by whom, and nothing once it is a draft again. */
export async function setReplyState(
  trx: Db,
  replyId: string,
  state: ReplyState,
  approved: { readonly by: string; readonly contentDigest: string } | null,
): Promise<void> {
  await trx
    .updateTable('reply')
    .set({
      state,
      approved_by: approved?.by ?? null,
      content_digest: approved?.contentDigest ?? null,
      // Nobody writes what is on its way.
      ...(state === 'draft' ? {} : { writer_id: null, leased_until: null }),
    })
    .where('id', '=', replyId)
    .execute()
}

/** A step of a letter's way, with what it was then. Times are epoch milliseconds. */
export interface KeptStep {
  readonly step: ReplyStep
  readonly version: number
  readonly content: ReplyContent
  readonly contentDigest: string
  /** Null: by itself. */
  readonly by: string | null
  readonly insteadOf: string | null
  readonly remark: string | null
  /** Of a letter that was given another author. */
  readonly author?: { readonly before: string; readonly after: string } | null
  readonly at: number
}

/** Adds a step; answers its place on the way. The letter's row is held. */
export async function addStep(trx: Db, replyId: string, step: KeptStep): Promise<number> {
  const { seq } = await trx
    .insertInto('reply_step')
    .values((eb) => ({
      reply_id: replyId,
      seq: eb
        .selectFrom('reply_step')
        .where('reply_id', '=', replyId)
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('next')),
      step: step.step,
      version: step.version,
      content: JSON.stringify(step.content),
      content_digest: step.contentDigest,
      by: step.by,
      instead_of: step.insteadOf,
      remark: step.remark,
      author_before: step.author?.before ?? null,
      author_after: step.author?.after ?? null,
      at: new Date(step.at),
    }))
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** When a letter was last moved on, in epoch milliseconds; null: it was not. Hold the letter. */
export async function lastStepAt(trx: Db, replyId: string): Promise<number | null> {
  const row = await trx
    .selectFrom('reply_step')
    .select('at')
    .where('reply_id', '=', replyId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at.getTime() ?? null
}

/** The way of letters, oldest first, by their ids. */
export async function stepsOf(db: Db, replyIds: readonly string[]): Promise<Map<string, KeptStep[]>> {
  const found = new Map<string, KeptStep[]>(replyIds.map((id) => [id, []]))
  if (replyIds.length === 0) return found
  const rows = await db
    .selectFrom('reply_step')
    .selectAll()
    .where('reply_id', 'in', replyIds)
    .orderBy('reply_id')
    .orderBy('seq')
    .execute()
  for (const row of rows) {
    found.get(row.reply_id)?.push({
      step: row.step,
      version: row.version,
      // Written by addStep alone.
      content: row.content as unknown as ReplyContent,
      contentDigest: row.content_digest,
      by: row.by,
      insteadOf: row.instead_of,
      remark: row.remark,
      at: row.at.getTime(),
    })
  }
  return found
}

/** Puts a file behind the others of a letter. */
export async function addReplyFile(trx: Db, replyId: string, fileId: string): Promise<void> {
  await trx
    .insertInto('reply_file')
    .values((eb) => ({
      reply_id: replyId,
      file_id: fileId,
      position: eb
        .selectFrom('reply_file')
        .where('reply_id', '=', replyId)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    }))
    .execute()
}

export async function removeReplyFile(trx: Db, replyId: string, fileId: string): Promise<void> {
  await trx.deleteFrom('reply_file').where('reply_id', '=', replyId).where('file_id', '=', fileId).execute()
}
