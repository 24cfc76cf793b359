import { createHash } from 'node:crypto'
import type { AttachmentRow, UploadRow } from '../wire/attachment.ts'
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
  return browser.ask<UploadRow>(`PATCH /api/drafts/${draftId}/uploads/${uploadId}`, {
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  })
}
