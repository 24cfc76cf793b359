import { sql } from 'kysely'
import type { Db } from '../context.ts'

const openQuestions = (db: Db, unitId: string) =>
  db
    .selectFrom('question')
    .where('unit_id', '=', unitId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)

/** How many questions wait for an answer of this unit. */
export async function openQuestionsOf(db: Db, unitId: string): Promise<number> {
  const row = await openQuestions(db, unitId)
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/**
 * Open questions and saved views of a unit are another's from now on. A question that the other one was asked already
 * is withdrawn: it can't be asked twice of one appeal.
 */
export async function handOverUnitThings(
  trx: Db,
  unitId: string,
  takerId: string,
  by: string | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('question')
    .set({ withdrawn_at: new Date(at), withdrawn_by: by })
    .where('unit_id', '=', unitId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where(
      sql<boolean>`exists (select from question as other where other.appeal_id = question.appeal_id
        and other.unit_id = ${takerId} and other.answered_at is null and other.withdrawn_at is null)`,
    )
    .execute()
  await trx
    .updateTable('question')
    .set({ unit_id: takerId })
    .where('unit_id', '=', unitId)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  await trx.updateTable('saved_view').set({ unit_id: takerId }).where('unit_id', '=', unitId).execute()
}
