import { refuse } from '../../domain/refusal.ts'
import type { FileRow } from '../../wire/attachment.ts'
import { keepBeside, readStaffFile } from '../appeal/keep-staff-file.ts'
import { deleteFiles, fileRow, forgetBytes } from '../attachment/file-store.ts'
import { openFile } from '../attachment/stored-file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import type { StreamAnswer, UploadedFile } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { holdReply, type ReplyInPlace, readReply } from './held-reply.ts'
import { refuseMove, refuseReader } from './refuse-move.ts'
import { addReplyFile, addWriter, removeReplyFile } from './reply-store.ts'

/** Puts a file to a draft, for who writes it. They have a hand in it then. Throws NotFound or Refused. */
export async function uploadReplyFile(
  context: Context,
  asker: Asker,
  replyId: string,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  // What they may is asked first, so that nothing is read for others.
  refuseReader(await readReply(context, asker, replyId))
  const taken = await readStaffFile(context, read)
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseOthers(trx, place)
    const { reply, sent } = place
    const file = await keepBeside(trx, context, taken, { keyId: sent.fileKeyId, others: reply.files })
    await addReplyFile(trx, replyId, file.id)
    await addWriter(trx, replyId, asker.id)
    return fileRow(file)
  })
}

/** A file of a letter, for who may read the client's. Throws NotFound. */
export async function openReplyFile(
  context: Context,
  asker: Asker,
  replyId: string,
  fileId: string,
): Promise<StreamAnswer> {
  const { reply } = await readReply(context, asker, replyId)
  const file = reply.files.find(({ id }) => id === fileId)
  if (file === undefined) throw new NotFound()
  const { stream } = await openFile(context, fileId)
  return { stream, size: file.size, mediaType: file.mediaType, name: file.name }
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
    await refuseOthers(trx, place)
    await removeReplyFile(trx, replyId, fileId)
    await addWriter(trx, replyId, asker.id)
    await deleteFiles(trx, [fileId])
  })
  await forgetBytes(context, [fileId])
}

/** Files come and go by the hand of who writes now. Throws Refused. */
async function refuseOthers(trx: Db, place: ReplyInPlace): Promise<void> {
  await refuseMove(trx, 'save', place)
  const { reply, asker, day } = place
  const { writerId } = reply.lease
  if (writerId === asker.id) return
  const name = writerId === null ? '' : (day.names.get(writerId) ?? '')
  throw new Refused(refuse('reply_being_written', { name }))
}
