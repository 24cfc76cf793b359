import { createHash } from 'node:crypto'
import type { FileRow, SubmissionUploadRow } from '../wire/attachment.ts'
import type { Reply } from '../wire/reply.ts'
import type { SubmissionDraft } from '../wire/submission.ts'
import { asPart } from './attach.ts'
import { approve, propose, writeReply } from './reply.ts'
import type { Answer, TestBrowser } from './test-browser.ts'

/** Staff ask for papers, by a letter that they both write and send. */
export async function askForPapers(
  writer: TestBrowser,
  appealId: string,
  names: readonly string[],
  by: string,
): Promise<Answer<Reply>> {
  const papers = { by, slots: names.map((name) => ({ name, note: '' })) }
  const written = await writeReply(writer, appealId, 'papers', { papers })
  const proposed = await propose(writer, written)
  return proposed.status === 200 ? await approve(writer, written.id) : proposed
}

/** Begins what a client sends of the papers that they were asked for, or goes on with it. */
export const beginPapers = (browser: TestBrowser, appealId: string): Promise<Answer<SubmissionDraft>> =>
  browser.ask<SubmissionDraft>(`POST /api/appeals/${appealId}/submissions`, { body: { kind: 'papers' } })

/** Puts a whole file up for an asked paper: the first answer that refuses, or the file. */
export async function attachPaper(
  browser: TestBrowser,
  draftId: string,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly slotId?: string },
): Promise<Answer<FileRow>> {
  const { name, bytes, slotId } = file
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { name, size: bytes.length, sha256, ...(slotId === undefined ? {} : { slotId }) }
  const begun = await browser.ask<SubmissionUploadRow>(`POST /api/submissions/${draftId}/uploads`, { body })
  if (begun.status !== 200) return begun as Answer<never>
  const path = `PATCH /api/submissions/${draftId}/uploads/${begun.body.id}` as const
  const sent = await browser.ask<SubmissionUploadRow>(path, asPart(0, bytes))
  return { ...sent, body: sent.body.file as FileRow }
}
