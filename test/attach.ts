import { createHash } from 'node:crypto'
import type { AttachmentRow, FileRow, ReplyUploadRow, UploadRow } from '../wire/attachment.ts'
import type { Answer, TestBrowser } from './test-browser.ts'

/** Says a file and sends its bytes in one part, as a page does; the first answer that refuses, or the attachment. */
export async function attach(
  browser: TestBrowser,
  draftId: string,
  file: { readonly document: string; readonly name: string; readonly bytes: Uint8Array },
  replaces?: string,
): Promise<Answer<AttachmentRow>> {
  const begun = await beginUpload(browser, draftId, file, replaces)
  if (begun.status !== 200) return begun as Answer<never>
  const { id, offset } = begun.body
  const sent = await sendPart(browser, draftId, id, offset, file.bytes.subarray(offset))
  return { ...sent, body: sent.body.attachment as AttachmentRow }
}

export function beginUpload(
  browser: TestBrowser,
  draftId: string,
  { document, name, bytes }: { document: string; name: string; bytes: Uint8Array },
  replaces?: string,
): Promise<Answer<UploadRow>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const said = { document, name, size: bytes.length, sha256, ...(replaces === undefined ? {} : { replaces }) }
  return browser.ask<UploadRow>(`POST /api/drafts/${draftId}/uploads`, { body: said })
}

/** Bytes of a begun upload from an offset on. */
export function sendPart(
  browser: TestBrowser,
  draftId: string,
  uploadId: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Answer<UploadRow>> {
  return browser.ask<UploadRow>(`PATCH /api/drafts/${draftId}/uploads/${uploadId}`, asPart(offset, bytes))
}

/** Bytes from an offset on, as a request carries them. */
export const asPart = (offset: number, bytes: Uint8Array) => ({
  body: new Uint8Array(bytes),
  headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
})

/** Says a file that goes with a letter of the company. */
export function beginReplyUpload(
  browser: TestBrowser,
  replyId: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Answer<ReplyUploadRow>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { name, size: bytes.length, sha256 }
  return browser.ask<ReplyUploadRow>(`POST /api/office/replies/${replyId}/uploads`, { body })
}

/** Bytes of it from an offset on. */
export function sendReplyPart(
  browser: TestBrowser,
  replyId: string,
  uploadId: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Answer<ReplyUploadRow>> {
  const path = `PATCH /api/office/replies/${replyId}/uploads/${uploadId}` as const
  return browser.ask<ReplyUploadRow>(path, asPart(offset, bytes))
}

/** Both in one: the first answer that refuses, or the file. */
export async function attachToReply(
  browser: TestBrowser,
  replyId: string,
  name: string,
  given: Uint8Array | string,
): Promise<Answer<FileRow>> {
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given
  const begun = await beginReplyUpload(browser, replyId, { name, bytes })
  if (begun.status !== 200) return begun as Answer<never>
  const { id, offset } = begun.body
  const sent = await sendReplyPart(browser, replyId, id, offset, bytes.subarray(offset))
  return { ...sent, body: sent.body.file as FileRow }
}
