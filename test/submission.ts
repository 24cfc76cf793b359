import { createHash } from 'node:crypto'
import type { FileRow, ReplyUploadRow } from '../wire/attachment.ts'
import type { OfficeAppeal } from '../wire/office.ts'
import type { SubmissionDraft, Submitted } from '../wire/submission.ts'
import { asPart } from './attach.ts'
import type { Answer, TestBrowser } from './test-browser.ts'

/** Begins a message in an appeal, or goes on with the one that is there. */
export const beginMessage = (browser: TestBrowser, appealId: string): Promise<Answer<SubmissionDraft>> =>
  browser.ask<SubmissionDraft>(`POST /api/appeals/${appealId}/submissions`, { body: { kind: 'message' } })

export const saveMessage = (
  browser: TestBrowser,
  { id, version }: Pick<SubmissionDraft, 'id' | 'version'>,
  text: string,
): Promise<Answer<SubmissionDraft>> =>
  browser.ask<SubmissionDraft>(`PATCH /api/submissions/${id}`, { body: { text }, version })

export const sendDraft = (
  browser: TestBrowser,
  { id, version }: Pick<SubmissionDraft, 'id' | 'version'>,
): Promise<Answer<Submitted>> => browser.ask<Submitted>(`POST /api/submissions/${id}/sending`, { version })

/** Says a file that goes with a message. */
export function beginMessageUpload(
  browser: TestBrowser,
  draftId: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Answer<ReplyUploadRow>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { name, size: bytes.length, sha256 }
  return browser.ask<ReplyUploadRow>(`POST /api/submissions/${draftId}/uploads`, { body })
}

/** Puts a whole file up: the first answer that refuses, or the file. */
export async function attachToMessage(
  browser: TestBrowser,
  draftId: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Answer<FileRow>> {
  const begun = await beginMessageUpload(browser, draftId, file)
  if (begun.status !== 200) return begun as Answer<never>
  const { id, offset } = begun.body
  const path = `PATCH /api/submissions/${draftId}/uploads/${id}` as const
  const sent = await browser.ask<ReplyUploadRow>(path, asPart(offset, file.bytes.subarray(offset)))
  return { ...sent, body: sent.body.file as FileRow }
}

/** Writes and sends a message; answers its receipt, or the first refusal. */
export async function sendMessage(
  browser: TestBrowser,
  appealId: string,
  text: string,
): Promise<Answer<Submitted>> {
  const begun = await beginMessage(browser, appealId)
  if (begun.status !== 200) return begun as Answer<never>
  const saved = await saveMessage(browser, begun.body, text)
  return saved.status === 200 ? await sendDraft(browser, saved.body) : (saved as Answer<never>)
}

/** The last that the client has sent in an appeal, as staff see it now; null: nothing. */
export const lastSeen = async (staff: TestBrowser, appealId: string): Promise<string | null> =>
  (await staff.ask<OfficeAppeal>(`GET /api/office/appeals/${appealId}`)).body.lastSubmissionId

/** Writes to the client, having seen all that they sent, or up to `seen`. */
export const writeToClient = async (
  staff: TestBrowser,
  appealId: string,
  text: string,
  seen?: string | null,
): Promise<Answer<unknown>> =>
  await staff.ask(`POST /api/office/appeals/${appealId}/messages`, {
    body: { text, seen: seen === undefined ? await lastSeen(staff, appealId) : seen },
  })
