import type { FileRow, ReplyUploadRow } from '../../../wire/attachment.ts'
import { call, sendPart } from '../../api.ts'
import { sendUpload, UploadRefusal } from '../../cabinet/documents/send-upload.ts'
import { digestOf, uploadLine } from '../../cabinet/documents/upload-requests.ts'
import type { Watched } from '../../cabinet/documents/use-sending-files.ts'

/**
 * Sends a file that goes with a letter, part by part, on after each cut. Throws ProblemError, or UploadRefusal for a
 * file that can't be read.
 */
export async function sendReplyFile(
  replyId: string,
  file: File,
  { wait, signal, onWay }: Watched,
): Promise<FileRow> {
  const body = { name: file.name, size: file.size, sha256: await digestOf(file) }
  let kept: FileRow | null = null
  let last: unknown
  const state = (asking: Promise<ReplyUploadRow>) =>
    asking.then(
      ({ file: whole, ...row }) => {
        kept = whole
        return { ...row, attached: whole !== null }
      },
      (error: unknown) => {
        last = error
        throw error
      },
    )
  const line = uploadLine({
    begin: (idempotencyKey) =>
      state(call('POST /api/office/replies/:replyId/uploads', { params: { replyId }, body, idempotencyKey })),
    ask: (uploadId, ending) =>
      state(
        call('GET /api/office/replies/:replyId/uploads/:uploadId', {
          params: { replyId, uploadId },
          signal: ending,
        }),
      ),
    send: (uploadId, sent) =>
      state(
        sendPart('PATCH /api/office/replies/:replyId/uploads/:uploadId', {
          params: { replyId, uploadId },
          ...sent,
        }),
      ),
  })
  const pause = (why: 'line' | 'session', failures: number) => wait.pause(why, failures, signal)
  try {
    await sendUpload(line, file, { signal, onWay, onBegun: () => {}, pause })
  } catch (error) {
    // The server's own words: some of its refusals are the office's alone.
    throw error instanceof UploadRefusal && last !== undefined ? last : error
  }
  if (kept === null) throw new Error('sent, and no file')
  return kept
}
