import type { FastifyRequest } from 'fastify'
import { largestLimits } from '../../domain/attachment/file-rules.ts'
import { refuse } from '../../domain/refusal.ts'
import { displayName } from '../attachment/display-name.ts'
import { HttpRefused, Refused } from '../refused.ts'
import type { Part, UploadedFile } from './handler.ts'
import { mediaTypeOf } from './media-type.ts'

/** What @fastify/multipart lets in: one file, stopped one byte past the largest limit, and no other fields. */
export const uploadLimits = {
  fileSize: largestLimits.maxBytes + 1,
  files: 1,
  fields: 0,
  parts: 1,
  headerPairs: 20,
}

// Room for the form around the file; a request with more than this beside it is refused before it is read.
export const formBytes = 64 * 1024

/**
 * The one file of a multipart request, read whole. Throws 415, 413 `file_too_large`, 422 `file_upload`.
 * @param most bytes that the file may have
 */
export async function readUpload(request: FastifyRequest, most: number): Promise<UploadedFile> {
  if (!request.isMultipart()) throw new HttpRefused(415, 'unsupported_media_type')
  const bytes = Number(request.headers['content-length'] ?? 0)
  if (bytes > most + formBytes) throw new Refused(refuse('file_too_large', { bytes, most }))
  try {
    const part = await request.file({ limits: { fileSize: most + 1 } })
    if (part === undefined) throw new Refused(refuse('file_upload'))
    const content = await part.toBuffer()
    if (content.length > most) throw new Refused(refuse('file_too_large', { bytes: content.length, most }))
    return { name: displayName(part.filename), bytes: new Uint8Array(content) }
  } catch (error) {
    if (error instanceof Refused) throw error
    const code = (error as { code?: string }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Refused(refuse('file_too_large', { bytes, most }))
    // The form broke off: a closed page, a cut line.
    throw new Refused(refuse('file_upload'))
  }
}

/** The media type of a part, as in the tus protocol; its body is read as it comes. */
export const partType = 'application/offset+octet-stream'

/** A part of a file, not read yet, and where it begins (`Upload-Offset`). Throws 415, 400 without an offset. */
export function readPart(request: FastifyRequest): Part {
  if (mediaTypeOf(request.headers['content-type']) !== partType) {
    throw new HttpRefused(415, 'unsupported_media_type')
  }
  const offset = String(request.headers['upload-offset'] ?? '')
  if (!/^\d{1,9}$/.test(offset)) throw new HttpRefused(400, 'request_malformed')
  return { offset: Number(offset), bytes: request.body as AsyncIterable<Uint8Array> }
}
