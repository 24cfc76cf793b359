import type { FastifyRequest } from 'fastify'
import { fileRules } from '../../domain/attachment/file-rules.ts'
import { refuse } from '../../domain/refusal.ts'
import { HttpRefused, Refused } from '../refused.ts'
import type { UploadedFile } from './handler.ts'

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

/**
 * A file's name as it is kept for display: no folders, no control characters, nothing that turns the writing
 * direction (`invoice\u202Efdp.exe`), at most 200 characters with the extension kept.
 */
export function displayName(given: string): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
  const characters = [...bare]
  if (characters.length <= 200) return bare === '' ? 'file' : bare
  const extension = /\.[^.]{1,10}$/.exec(bare)?.[0] ?? ''
  return characters.slice(0, 200 - extension.length).join('') + extension
}
