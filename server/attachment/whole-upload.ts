import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Context, Db } from '../context.ts'
import { unseal } from '../vault.ts'
import { checkContent } from './file-content.ts'
import { hexOf, openKey, sha256 } from './file-store.ts'
import { partsOfUpload, type Upload } from './upload-store.ts'

/** What parts are sealed with, besides the key: a part fits nowhere else. */
export const partSeal = (uploadId: string, at: number): string => `upload:${uploadId}:${at}`

/** §7: the file of an upload whose bytes are all there, or why it is none that is kept. */
export async function wholeUpload(
  db: Db,
  context: Context,
  keyId: string,
  upload: Upload,
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | { readonly refusal: Refusal }> {
  const key = await openKey(db, context, keyId)
  const parts = await partsOfUpload(db, upload.id)
  const bytes = new Uint8Array(
    Buffer.concat(parts.map(({ at, sealed }) => unseal(key, sealed, partSeal(upload.id, at)))),
  )
  if (hexOf(sha256(bytes)) !== upload.sha256) return { refusal: refuse('file_upload') }
  const content = await checkContent(upload.name, bytes)
  return 'refusal' in content ? content : { bytes, mediaType: content.mediaType }
}
