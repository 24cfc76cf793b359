import { sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** A question as it is kept. Times are epoch milliseconds, people ids of staff. */
export interface KeptQuestion {
  readonly id: string
  readonly unitId: string
  readonly text: string
  readonly answerBy: PlainDate
  readonly askedBy: string
  readonly askedAt: number
  readonly files: readonly KeptFile[]
  readonly answer: {
    readonly text: string
    readonly by: string
    readonly at: number
    readonly files: readonly KeptFile[]
  } | null
  /** `by` is null where its unit was closed by a command. */
  readonly withdrawn: { readonly by: string | null; readonly at: number } | null
}

/** The questions of an appeal, the newest first. */
export async function questionsOf(db: Db, appealId: string): Promise<KeptQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('appeal_id', '=', appealId)
    .orderBy('asked_at', 'desc')
    // Two of one moment keep the order of the history.
    .orderBy(
      sql`(select min(seq) from event where event.appeal_id = question.appeal_id and event.type = 'asked'
        and event.data ->> 'questionId' = question.id::text)`,
      'desc',
    )
    .execute()
  if (rows.length === 0) return []
  const files = await db
    .selectFrom('question_file')
    .innerJoin('file', 'file.id', 'question_file.file_id')
    .selectAll('file')
    .select(['question_id', 'side'])
    .where(
      'question_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  return rows.map((row) => {
    const filesOf = (side: 'question' | 'answer') =>
      files.filter((file) => file.question_id === row.id && file.side === side).map(keptFile)
    const { answer, answered_by: answeredBy, answered_at: answeredAt } = row
    const { withdrawn_by: withdrawnBy, withdrawn_at: withdrawnAt } = row
    return {
      id: row.id,
      unitId: row.unit_id,
      text: row.text,
      answerBy: row.answer_by as PlainDate,
      askedBy: row.asked_by,
      askedAt: row.asked_at.getTime(),
      files: filesOf('question'),
      answer:
        answer === null || answeredBy === null || answeredAt === null
          ? null
          : { text: answer, by: answeredBy, at: answeredAt.getTime(), files: filesOf('answer') },
      withdrawn: withdrawnAt === null ? null : { by: withdrawnBy, at: withdrawnAt.getTime() },
    }
  })
}

export async function insertQuestion(
  trx: Db,
  question: {
    id: string
    appealId: string
    unitId: string
    text: string
    answerBy: PlainDate
    askedBy: string
    askedAt: number
  },
): Promise<void> {
  await trx
    .insertInto('question')
    .values({
      id: question.id,
      appeal_id: question.appealId,
      unit_id: question.unitId,
      text: question.text,
      answer_by: question.answerBy,
      asked_by: question.askedBy,
      asked_at: new Date(question.askedAt),
    })
    .execute()
}

export async function recordAnswer(
  trx: Db,
  questionId: string,
  answer: { text: string; by: string; at: number },
): Promise<void> {
  const { text, by, at } = answer
  await trx
    .updateTable('question')
    .set({ answer: text, answered_by: by, answered_at: new Date(at) })
    .where('id', '=', questionId)
    .execute()
}

export async function recordWithdrawal(
  trx: Db,
  questionId: string,
  withdrawal: { by: string; at: number },
): Promise<void> {
  await trx
    .updateTable('question')
    .set({ withdrawn_by: withdrawal.by, withdrawn_at: new Date(withdrawal.at) })
    .where('id', '=', questionId)
    .execute()
}

/** Files that this person has put up for a question or an answer that is not sent yet. */
export async function questionUploadsOf(db: Db, appealId: string, staffId: string): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('question_upload')
    .innerJoin('file', 'file.id', 'question_upload.file_id')
    .selectAll('file')
    .where('question_upload.appeal_id', '=', appealId)
    .where('question_upload.staff_id', '=', staffId)
    .orderBy('question_upload.created_at')
    .orderBy('file.id')
    .execute()
  return rows.map(keptFile)
}

export async function addQuestionUpload(
  trx: Db,
  upload: { fileId: string; appealId: string; staffId: string; at: number },
): Promise<void> {
  const { fileId, appealId, staffId, at } = upload
  await trx
    .insertInto('question_upload')
    .values({ file_id: fileId, appeal_id: appealId, staff_id: staffId, created_at: new Date(at) })
    .execute()
}

export async function dropQuestionUploads(trx: Db, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await trx.deleteFrom('question_upload').where('file_id', 'in', fileIds).execute()
}

/** The files go with the question, or with its answer, in this order. */
export async function attachToQuestion(
  trx: Db,
  questionId: string,
  side: 'question' | 'answer',
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return
  const rows = fileIds.map((fileId, position) => ({
    question_id: questionId,
    file_id: fileId,
    side,
    position,
  }))
  await trx.insertInto('question_file').values(rows).execute()
}
