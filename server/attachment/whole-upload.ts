import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Context, Db } from '../context.ts'
import { FileMissing, lengthOf, type OpenBytes, type SealedBytes } from '../file-storage.ts'
import { plainBytes } from '../plain-bytes.ts'
import { NotAsSealed } from '../sealed-pieces.ts'
import { sealChunks, sealOverhead, unseal } from '../vault.ts'
import { checkContent } from './file-content.ts'
import { hexOf, openKey, sha256 } from './file-store.ts'
import { partsOfUpload, type Upload } from './upload-store.ts'

/** What pieces are sealed with, besides the key: one fits nowhere else. */
const partSeal = (uploadId: string, at: number): string => `upload:${uploadId}:${at}`

const lengthBytes = 4

/** A piece as it waits in the storage: its sealed length, then the sealed bytes. */
export function keptPiece(
  key: Uint8Array,
  uploadId: string,
  at: number,
  bytes: readonly Uint8Array[],
): SealedBytes {
  const sealed = sealChunks(key, bytes, partSeal(uploadId, at))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(lengthOf(sealed))
  return [length, ...sealed]
}

export interface WholeFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string
}

/** §7: the file of an upload whose bytes are all there, or why it is none that is kept. */
export async function wholeUpload(
  db: Db,
  context: Context,
  keyId: string,
  upload: Upload,
): Promise<WholeFile | { readonly refusal: Refusal }> {
  const key = await openKey(db, context, keyId)
  const pieces = (await partsOfUpload(db, upload.id)).map(({ at, sealed }) =>
    unseal(key, sealed, partSeal(upload.id, at)),
  )
  try {
    if (upload.stored > 0) pieces.push(...(await piecesIn(context, key, upload, lengthOf(pieces))))
  } catch (error) {
    if (!(error instanceof NotAsSealed || error instanceof FileMissing)) throw error
    // A restored backup, a damaged disk: its sender has the file, and sends it once more.
    context.log({ level: 'warn', message: 'bytes on their way are lost', upload: upload.id })
    return { refusal: refuse('file_upload') }
  }
  const bytes = plainBytes(Buffer.concat(pieces))
  if (hexOf(sha256(bytes)) !== upload.sha256) return { refusal: refuse('file_upload') }
  const content = await checkContent(upload.name, bytes)
  return 'refusal' in content ? content : { bytes, mediaType: content.mediaType, digest: upload.sha256 }
}

/** Throws FileMissing, NotAsSealed. */
async function piecesIn(
  { files }: Context,
  key: Uint8Array,
  { id, stored }: Upload,
  first: number,
): Promise<Uint8Array[]> {
  const open: OpenBytes = await files.open(id)
  try {
    const all = await open.read(0, stored)
    const lengths = new DataView(all.buffer, all.byteOffset, all.byteLength)
    const pieces: Uint8Array[] = []
    for (let from = 0, at = first; from < stored; ) {
      const length = all.length >= from + lengthBytes ? lengths.getUint32(from) : 0
      if (length < sealOverhead) throw new NotAsSealed('a piece on its way is cut short')
      const sealed = all.subarray(from + lengthBytes, from + lengthBytes + length)
      const piece = unseal(key, sealed, partSeal(id, at))
      pieces.push(piece)
      from += lengthBytes + length
      at += piece.length
    }
    return pieces
  } finally {
    await open.close()
  }
}
