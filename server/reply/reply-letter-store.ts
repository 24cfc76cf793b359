import type { LetterLanguage } from '../../domain/language.ts'
import type { Db } from '../context.ts'
import type { Outgoing } from '../registry/outgoing-store.ts'

/** A letter as it is kept to be signed and sent. */
export interface KeptReplyLetter {
  readonly id: string
  readonly language: LetterLanguage
  readonly fileId: string
  readonly text: string
  /** Of the PDF, lower-case hexadecimal. */
  readonly sha256: string
}

/** Keeps a letter under its number; `frozenAt` is epoch milliseconds. */
export async function insertReplyLetter(
  trx: Db,
  letter: KeptReplyLetter & {
    readonly replyId: string
    readonly outgoing: Outgoing
    readonly frozenAt: number
  },
): Promise<void> {
  const { id, replyId, outgoing, language, fileId, text, sha256, frozenAt } = letter
  await trx
    .insertInto('reply_letter')
    .values({
      id,
      reply_id: replyId,
      outgoing_id: outgoing.id,
      language,
      file_id: fileId,
      text,
      sha256,
      frozen_at: new Date(frozenAt),
      local_date: outgoing.date,
    })
    .execute()
}

/** The letters under an outgoing number, Kazakh first. */
export async function lettersUnder(db: Db, outgoingId: string): Promise<KeptReplyLetter[]> {
  const rows = await db
    .selectFrom('reply_letter')
    .select(['id', 'language', 'file_id as fileId', 'text', 'sha256'])
    .where('outgoing_id', '=', outgoingId)
    .orderBy('language')
    .execute()
  return rows
}
