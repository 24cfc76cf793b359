import { type Refusal, refuse } from '../refusal.ts'

/** §7: what may be attached. JPEG is JPG. */
export const fileExtensions = ['jpg', 'jpeg', 'pdf', 'png', 'doc', 'docx'] as const

/** How much may be attached to one appeal, or to one reply; a company may set less than `largestLimits`. */
export interface FileLimits {
  /** Of one file. */
  readonly maxBytes: number
  readonly maxFiles: number
  /** Of all files together. */
  readonly maxTotalBytes: number
}

/** §7: no company takes more. 5 MB is read as 5 MiB (docs/decisions/0003). */
export const largestLimits: FileLimits = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 20,
  maxTotalBytes: 100 * 1024 * 1024,
}

/** Media types told apart by content, and the extensions each may carry. */
const mediaTypes = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/pdf': ['pdf'],
  'application/msword': ['doc'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
} as const satisfies Record<string, readonly (typeof fileExtensions)[number][]>
export type MediaType = keyof typeof mediaTypes

/** Is what is in such a file packed already? Packing it once more takes long and wins nothing. */
export function isPacked(mediaType: string): boolean {
  return mediaType in mediaTypes && mediaType !== 'application/msword'
}

/** The part after the last dot, lower case; empty when there is none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/**
 * What can be said of a file by its name and size (bytes) alone; asked before the upload and again behind it.
 */
export function checkNameAndSize(name: string, size: number, { maxBytes }: FileLimits): Refusal | null {
  if (!(fileExtensions as readonly string[]).includes(extensionOf(name))) return refuse('file_type')
  if (size === 0) return refuse('file_empty')
  if (size > maxBytes) return refuse('file_too_large', { bytes: size, most: maxBytes })
  return null
}

/** Does the content agree with the extension? `mediaType` is what the content turned out to be. */
export function checkContentType(name: string, mediaType: MediaType | null): Refusal | null {
  if (mediaType === null) return refuse('file_mismatch')
  const allowed: readonly string[] = mediaTypes[mediaType]
  return allowed.includes(extensionOf(name)) ? null : refuse('file_mismatch')
}

/** Room for one more file of `size` bytes beside those already attached? */
export function checkTotals(
  attached: readonly { size: number }[],
  size: number,
  { maxFiles, maxTotalBytes }: FileLimits,
): Refusal | null {
  if (attached.length >= maxFiles) return refuse('files_too_many', { n: maxFiles })
  const total = attached.reduce((sum, file) => sum + file.size, size)
  return total > maxTotalBytes ? refuse('files_too_large', { most: maxTotalBytes }) : null
}
