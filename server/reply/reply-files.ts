import { fileAnswer } from '../attachment/file-answer.ts'
import { deleteFiles, forgetBytes } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { holdReply, readReply } from './held-reply.ts'
import { refuseOtherWriters } from './refuse-move.ts'
import { addWriter, removeReplyFile } from './reply-store.ts'

/** A file of a letter, for who may read the client's. Throws NotFound. */
export async function openReplyFile(
  context: Context,
  asker: Asker,
  replyId: string,
  fileId: string,
): Promise<StreamAnswer> {
  const { reply } = await readReply(context, asker, replyId)
  if (!reply.files.some(({ id }) => id === fileId)) throw new NotFound()
  return await fileAnswer(context, fileId)
}

/** Who writes a draft takes a file out of it. Throws NotFound or Refused. */
export async function discardReplyFile(
  context: Context,
  asker: Asker,
  replyId: string,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    if (!place.reply.files.some(({ id }) => id === fileId)) throw new NotFound()
    await refuseOtherWriters(trx, place)
    await removeReplyFile(trx, replyId, fileId)
    await addWriter(trx, replyId, asker.id)
    await deleteFiles(trx, [fileId])
  })
  await forgetBytes(context, [fileId])
}
