import { sql } from 'kysely'
import type { Db } from '../context.ts'
import type { KeptStep } from './reply-store.ts'

/** A step without what the letter was then: texts of twenty thousand characters, as often as it was handed around. */
export type LightStep = Omit<KeptStep, 'content' | 'contentDigest'>

/** What a letter was when it was last sent back. Time: epoch milliseconds. */
interface Returned {
  readonly texts: { readonly kk: string; readonly ru: string }
  readonly remark: string
  readonly by: string | null
  readonly at: number
}

/** The way of a letter as pages tell it. */
export interface ShownWay {
  readonly steps: readonly LightStep[]
  readonly returned: Returned | null
}

/** A page tells so many of the last steps; there is no end to what two people can take from each other. */
const shownSteps = 50

/** The ways of letters by their ids, oldest step first; of texts only those that were last sent back. */
export async function shownWays(db: Db, replyIds: readonly string[]): Promise<Map<string, ShownWay>> {
  if (replyIds.length === 0) return new Map()
  const [steps, returns] = [await lastSteps(db, replyIds), await lastReturns(db, replyIds)]
  return new Map(
    replyIds.map((id) => [
      id,
      {
        steps: steps.filter(({ replyId }) => replyId === id),
        returned: returns.find(({ replyId }) => replyId === id) ?? null,
      },
    ]),
  )
}

/** The last step of a letter that is one of these; null: there is none. */
export async function lastStep(
  db: Db,
  replyId: string,
  which: { readonly is: KeptStep['step'] } | { readonly isNot: readonly KeptStep['step'][] },
): Promise<LightStep | null> {
  const row = await light(db)
    .where('reply_id', '=', replyId)
    .where('step', 'is' in which ? 'in' : 'not in', 'is' in which ? [which.is] : which.isNot)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : lightStep(row)
}

const light = (db: Db) =>
  db
    .selectFrom('reply_step')
    .select([
      'reply_id',
      'step',
      'version',
      'by',
      'instead_of',
      'remark',
      'author_before',
      'author_after',
      'at',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof light>['executeTakeFirstOrThrow']>>

const lightStep = (row: Row): LightStep & { readonly replyId: string } => ({
  replyId: row.reply_id,
  step: row.step,
  version: row.version,
  by: row.by,
  insteadOf: row.instead_of,
  remark: row.remark,
  author:
    row.author_before === null || row.author_after === null
      ? null
      : { before: row.author_before, after: row.author_after },
  at: row.at.getTime(),
})

async function lastSteps(db: Db, replyIds: readonly string[]) {
  const rows = await db
    .selectFrom(
      light(db)
        .select('seq')
        .select(sql<string>`row_number() over (partition by reply_id order by seq desc)`.as('from_last'))
        .where('reply_id', 'in', replyIds)
        .as('numbered'),
    )
    .selectAll()
    .where('from_last', '<=', String(shownSteps))
    .orderBy('reply_id')
    .orderBy('seq')
    .execute()
  return rows.map(lightStep)
}

async function lastReturns(db: Db, replyIds: readonly string[]) {
  const rows = await db
    .selectFrom('reply_step')
    .distinctOn('reply_id')
    .select(['reply_id', 'by', 'remark', 'at'])
    // Written by addStep alone.
    .select(sql<Returned['texts']>`content -> 'texts'`.as('texts'))
    .where('reply_id', 'in', replyIds)
    .where('step', '=', 'sentBack')
    .orderBy('reply_id')
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ reply_id: replyId, texts, remark, by, at }) => ({
    replyId,
    texts,
    remark: remark ?? '',
    by,
    at: at.getTime(),
  }))
}
