import { sql } from 'kysely'
import type { Db } from '../context.ts'

/** A question that waits for an answer of a unit; `askedTaker`: of this appeal the other unit was asked already. */
export interface OpenQuestion {
  readonly id: string
  readonly appealId: string
  readonly askedTaker: boolean
}

/** The questions that wait for an answer of this unit, beside those of the one that takes its things. */
export async function openQuestionsOf(
  db: Db,
  unitId: string,
  takerId: string | null,
): Promise<OpenQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .select(['id', 'appeal_id'])
    .select(
      sql<boolean>`exists (select from question as other where other.appeal_id = question.appeal_id
        and other.unit_id = ${takerId} and other.answered_at is null and other.withdrawn_at is null)`.as(
        'asked_taker',
      ),
    )
    .where('unit_id', '=', unitId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, appealId: row.appeal_id, askedTaker: row.asked_taker }))
}

/** A question is taken back; `by` is null for a command. `at` is epoch milliseconds. */
export async function withdrawStored(trx: Db, id: string, by: string | null, at: number): Promise<void> {
  await trx
    .updateTable('question')
    .set({ withdrawn_at: new Date(at), withdrawn_by: by })
    .where('id', '=', id)
    .execute()
}

/** Ids of the questions on an appeal that nobody has answered or taken back, the first asked first. */
export async function openQuestionsOn(trx: Db, appealId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('question')
    .select('id')
    .where('appeal_id', '=', appealId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** A question waits for another unit's answer from now on. */
export async function moveQuestion(trx: Db, id: string, unitId: string): Promise<void> {
  await trx.updateTable('question').set({ unit_id: unitId }).where('id', '=', id).execute()
}

/** Saved views of a unit are another's from now on. */
export async function moveViews(trx: Db, unitId: string, takerId: string): Promise<void> {
  await trx.updateTable('saved_view').set({ unit_id: takerId }).where('unit_id', '=', unitId).execute()
}
