import { z } from 'zod'

/** A file as a page shows it: full name, media type, bytes, time. */
export const FileRow = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  createdAt: z.iso.datetime(),
  scan: z.enum(['notConfigured', 'pending', 'clean', 'infected']),
})
/** §7: a file in its slot. */
export const AttachmentRow = FileRow.extend({ document: z.string() })
export type FileRow = z.infer<typeof FileRow>
export type AttachmentRow = z.infer<typeof AttachmentRow>
