import { refuse } from '../../domain/refusal.ts'
import type { Context } from '../context.ts'
import { lengthOf, type SealedBytes } from '../file-storage.ts'
import type { Part } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { openKey } from './file-store.ts'
import { inPartTurn } from './part-turns.ts'
import { beginUploadAgain, findUpload, growUpload, type Upload, type UploadPlace } from './upload-store.ts'
import { keptPiece } from './whole-upload.ts'

/**
 * Bytes are sealed and kept in pieces of this size, as they arrive: a killed process loses less than one. Smaller ones
 * would wait for the disk and the database more often.
 */
const pieceBytes = 256 * 1024

/** No more than this of a refused part is read for nothing; a file of a page is smaller. */
const longestRest = 8 * 1024 * 1024

/** Whose bytes come: their account, where the file goes, and the key that its parts are sealed with. */
interface Coming {
  readonly accountId: string
  readonly place: UploadPlace
  readonly uploadId: string
  readonly keyId: string
}

/**
 * §7: takes the next bytes of a file; what arrived before the line broke is kept. Answers whether the last one is there
 * and nothing was made of the file yet. Throws NotFound; 409 `upload_offset` when bytes before these are missing;
 * Refused when the whole file is not kept.
 * @param read reads the request; only after the place has turned out to be the sender's
 */
export async function receivePart(
  context: Context,
  { accountId, place, uploadId, keyId }: Coming,
  read: () => Part,
): Promise<boolean> {
  const upload = await findUpload(context.db, place, uploadId)
  if (upload === null) throw new NotFound()
  if (upload.refused !== null) throw new Refused(refuse(upload.refused))
  if (upload.fileId !== null) return false
  const part = read()
  if (part.offset > upload.received) throw outOfTurn(upload.received)
  const key = await openKey(context.db, context, keyId)
  return (await keepPieces(context, { accountId, place, key, upload }, part)) === upload.size
}

const outOfTurn = (offset: number): HttpRefused => new HttpRefused(409, 'upload_offset', { offset })

/** Answers how many bytes of the file are there now. */
async function keepPieces(
  context: Context,
  {
    accountId,
    place,
    key,
    upload,
  }: {
    readonly accountId: string
    readonly place: UploadPlace
    readonly key: Uint8Array
    readonly upload: Upload
  },
  part: Part,
): Promise<number> {
  let at = upload.received
  // A page that resumed before the cut request's last bytes were kept sends some twice.
  let known = upload.received - part.offset
  let coming: Uint8Array[] = []
  let bytes = 0
  const chunks = part.bytes[Symbol.asyncIterator]()
  // What is refused in its middle is read to its end: unread bytes would hold the connection up, and what its page asks
  // next, until the server lets both go a minute later.
  const refusing = async (error: Error): Promise<never> => {
    for (let left = longestRest; left > 0; ) {
      const next = await chunks.next().catch(() => null)
      if (next === null || next.done) break
      left -= next.value.length
    }
    throw error
  }
  const keep = async (): Promise<void> => {
    if (bytes === 0) return
    const piece = { at, bytes, sealed: keptPiece(key, upload.id, at, coming) }
    const kept = await inPartTurn(accountId, () => keepPiece(context, upload.id, piece)).catch((error) => {
      if (error instanceof HttpRefused) return refusing(error)
      throw error
    })
    if (!kept) {
      const now = await findUpload(context.db, place, upload.id)
      await refusing(now === null ? new NotFound() : outOfTurn(now.received))
    }
    at += bytes
    coming = []
    bytes = 0
  }
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
    if (at + bytes + fresh.length > upload.size) await refusing(new HttpRefused(413, 'body_too_large'))
    coming.push(fresh)
    bytes += fresh.length
    if (bytes >= pieceBytes) await keep()
  }
  await keep()
  return at
}

/**
 * Counts and writes a piece: who comes at the same time waits, so that nobody writes over what another has counted. A
 * process that dies between the two has counted nothing, and its bytes are written over. False when somebody else was
 * first, or when bytes before these were lost (a restored backup, a damaged disk): then all of them come again.
 */
async function keepPiece(
  context: Context,
  uploadId: string,
  { at, bytes, sealed }: { readonly at: number; readonly bytes: number; readonly sealed: SealedBytes },
): Promise<boolean> {
  return await inTransaction(context.db, async (trx) => {
    const from = await growUpload(trx, uploadId, { at, bytes, sealed: lengthOf(sealed) }, context.now())
    if (from === null) return false
    if (from > 0 && ((await context.files.head(uploadId)) ?? 0) < from) {
      context.log({ level: 'warn', message: 'bytes on their way are lost', upload: uploadId })
      await beginUploadAgain(trx, uploadId, context.now())
      return false
    }
    await context.files.write(uploadId, from, sealed)
    return true
  })
}
