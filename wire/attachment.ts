import { z } from 'zod'
import { quotaKinds } from '../domain/attachment/quota.ts'
import { scanStates } from '../domain/attachment/scan.ts'

/** A file as a page shows it: full name, media type, bytes, time. */
export const FileRow = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  createdAt: z.iso.datetime(),
  scan: z.enum(scanStates),
})
/** §7: a file in its slot; `hold` says what of its virus check keeps the letter from being signed. */
export const AttachmentRow = FileRow.extend({
  document: z.string(),
  hold: z.enum(['waiting', 'infected']).nullable(),
})

/** §7: what is said of a file before its first byte. The same file said again goes on where it stopped. */
export const NewUpload = z.object({
  document: z.string().max(100),
  name: z.string().max(1000),
  /** Bytes. */
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The attached file whose place it takes; that one goes only when the new one is kept. */
  replaces: z.uuid().optional(),
})
/** A file on its way: `offset` bytes have arrived; with the last it is an attachment. */
export const UploadRow = z.object({
  id: z.uuid(),
  document: z.string(),
  name: z.string(),
  size: z.number(),
  offset: z.number(),
  attachment: AttachmentRow.nullable(),
})
/** The same of a file that goes with a letter of the company; with its last byte it is there. */
export const NewReplyUpload = NewUpload.pick({ name: true, size: true, sha256: true })
export const ReplyUploadRow = UploadRow.pick({ id: true, name: true, size: true, offset: true }).extend({
  file: FileRow.nullable(),
})
/** Of a file that a client sends in an appeal: for which asked paper; left out of a message. */
export const NewSubmissionUpload = NewReplyUpload.extend({ slotId: z.uuid().optional() })
export const SubmissionUploadRow = ReplyUploadRow.extend({ slotId: z.uuid().nullable() })
export type NewSubmissionUpload = z.infer<typeof NewSubmissionUpload>
export type SubmissionUploadRow = z.infer<typeof SubmissionUploadRow>
export type NewReplyUpload = z.infer<typeof NewReplyUpload>
export type ReplyUploadRow = z.infer<typeof ReplyUploadRow>
export const Uploads = z.object({ uploads: z.array(UploadRow) })
export type NewUpload = z.infer<typeof NewUpload>
export type UploadRow = z.infer<typeof UploadRow>
export type FileRow = z.infer<typeof FileRow>
export type AttachmentRow = z.infer<typeof AttachmentRow>

/** A quota that is used to four fifths or more. */
export const NearLimitRow = z.object({ limit: z.enum(quotaKinds), used: z.number(), most: z.number() })
export type NearLimitRow = z.infer<typeof NearLimitRow>
