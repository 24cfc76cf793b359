import type { FastifyRequest } from 'fastify'
import { fileRules } from '../../domain/attachment/file-rules.ts'
import { refuse } from '../../domain/refusal.ts'
import { displayName } from '../attachment/display-name.ts'
import { HttpRefused, Refused } from '../refused.ts'
import type { Part, UploadedFile } from './handler.ts'

/** What @fastify/multipart lets in: one file, stopped one byte past the limit, and no other fields. */
export const uploadLimits = {
  fileSize: fileRules.maxBytes + 1,
  files: 1,
  fields: 0,
  parts: 1,
  headerPairs: 20,
}

// Whole request, with room for the form around the file; a longer one is refused before it is read.
const maxRequest = fileRules.maxBytes + 64 * 1024

/** The one file of a multipart request, read whole. Throws 415, 413 `file_too_large`, 422 `file_upload`. */
export async function readUpload(request: FastifyRequest): Promise<UploadedFile> {
  if (!request.isMultipart()) throw new HttpRefused(415, 'unsupported_media_type')
  const bytes = Number(request.headers['content-length'] ?? 0)
  if (bytes > maxRequest) throw new Refused(refuse('file_too_large', { bytes }))
  try {
    const part = await request.file()
    if (part === undefined) throw new Refused(refuse('file_upload'))
    const content = await part.toBuffer()
    if (content.length > fileRules.maxBytes) {
      throw new Refused(refuse('file_too_large', { bytes: content.length }))
    }
    return { name: displayName(part.filename), bytes: new Uint8Array(content) }
  } catch (error) {
    if (error instanceof Refused) throw error
    const code = (error as { code?: string }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Refused(refuse('file_too_large', { bytes }))
    // The form broke off: a closed page, a cut line.
    throw new Refused(refuse('file_upload'))
  }
}

/** The media type of a part, as in the tus protocol; its body is read as it comes. */
export const partType = 'application/offset+octet-stream'

/** A part of a file, not read yet, and where it begins (`Upload-Offset`). Throws 415, 400 without an offset. */
export function readPart(request: FastifyRequest): Part {
  if (!request.headers['content-type']?.startsWith(partType)) {
    throw new HttpRefused(415, 'unsupported_media_type')
  }
  const offset = String(request.headers['upload-offset'] ?? '')
  if (!/^\d{1,9}$/.test(offset)) throw new HttpRefused(400, 'request_malformed')
  return { offset: Number(offset), bytes: request.body as AsyncIterable<Uint8Array> }
}
