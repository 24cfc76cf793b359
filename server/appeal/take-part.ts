import { refuse } from '../../domain/refusal.ts'
import type { UploadRow } from '../../wire/attachment.ts'
import { openKey } from '../attachment/file-store.ts'
import { addPart, findUpload, type Upload } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import type { Part } from '../http/handler.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { seal } from '../vault.ts'
import { attachWhole, partSeal } from './attach-file.ts'
import { findDraft } from './draft-store.ts'
import { showUpload } from './show-upload.ts'

/** Bytes are sealed and kept in pieces of this size, as they arrive: a killed process loses less than one. */
const pieceBytes = 64 * 1024

/**
 * §7: takes the next bytes of a file; with the last one it is checked and attached. What arrived before the line
 * broke is kept. Sent again at the end, an empty part gives the same answer once more.
 * Throws NotFound; 409 `upload_offset` when bytes before these are missing; Refused when the whole file is not kept.
 * @param read reads the request; only after the draft has turned out to be the client's
 */
export async function takePart(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
  read: () => Part,
): Promise<UploadRow> {
  const draft = await findDraft(context.db, asker.id, draftId)
  const upload = draft === null ? null : await findUpload(context.db, draftId, uploadId)
  if (draft === null || upload === null) throw new NotFound()
  if (upload.refused !== null) throw new Refused(refuse(upload.refused))
  if (upload.fileId === null) {
    const part = read()
    if (part.offset > upload.received) throw outOfTurn(upload.received)
    const key = await openKey(context.db, context, draft.fileKeyId)
    const received = await keepPieces(context, key, upload, part)
    if (received === upload.size) await attachWhole(context, asker.id, draftId, uploadId)
  }
  return await showUpload(context, asker, draftId, uploadId)
}

const outOfTurn = (offset: number): HttpRefused => new HttpRefused(409, 'upload_offset', { offset })

/** Answers how many bytes of the file are there now. */
async function keepPieces(context: Context, key: Uint8Array, upload: Upload, part: Part): Promise<number> {
  let at = upload.received
  // A page that resumed before the cut request's last bytes were kept sends some twice.
  let known = upload.received - part.offset
  let coming: Uint8Array[] = []
  let bytes = 0
  const keep = async (): Promise<void> => {
    if (bytes === 0) return
    const sealed = seal(key, Buffer.concat(coming), partSeal(upload.id, at))
    if (!(await addPart(context.db, upload.id, { at, bytes, sealed }, context.now()))) {
      const now = await findUpload(context.db, upload.appealId, upload.id)
      throw now === null ? new NotFound() : outOfTurn(now.received)
    }
    at += bytes
    coming = []
    bytes = 0
  }
  const chunks = part.bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch(() => null)
    // The line broke: its sender asks how far it got and goes on from there.
    if (next === null) {
      await keep()
      throw new Refused(refuse('file_upload'))
    }
    if (next.done) break
    const fresh = next.value.subarray(Math.min(known, next.value.length))
    known -= next.value.length - fresh.length
    if (at + bytes + fresh.length > upload.size) throw new HttpRefused(413, 'body_too_large')
    coming.push(fresh)
    bytes += fresh.length
    if (bytes >= pieceBytes) await keep()
  }
  await keep()
  return at
}
