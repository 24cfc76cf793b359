import { expect } from 'vitest'
import type { ReplyKind } from '../domain/appeal/reply-kind.ts'
import type { Reply, ReplyLetters, ReplySave } from '../wire/reply.ts'
import { attachToReply } from './attach.ts'
import type { Answer, TestBrowser } from './test-browser.ts'

/** What staff write in a letter; the rest is as it is right for its kind. */
export type Said = Partial<Omit<ReplySave, 'lease' | 'version'>>

/** A file that goes with a letter. */
export interface ReplyFile {
  readonly name: string
  readonly bytes: Uint8Array | string
}

export const kkText = 'Өтінішіңіз қаралды. Төлеміңіз түсті, берешегіңіз жоқ.'
export const ruText = 'Ваше обращение рассмотрено. Платёж поступил, задолженности нет.'

const right: Readonly<Record<ReplyKind, Said>> = {
  answer: { outcome: 'explained' },
  interim: { reason: 'Құжаттарды қосымша тексеру қажет' },
  papers: { reason: 'Табысты растау қажет' },
  forwarding: { receiver: { name: 'Сынақ облысының әкімдігі', address: 'Сынақ қ., Әкімдік көшесі, 1' } },
  return: { reason: 'Өтініште не сұралғаны айтылмаған' },
  correction: { reason: 'Сома қате жазылған' },
}

/** A letter as it is saved by the one who writes it now, with some of it changed. */
export function savedAs(reply: Reply, said: Said): ReplySave {
  const { version, texts, reason, newDueDate, papers, outcome, receiver } = reply
  return {
    lease: reply.lease ?? -1,
    version,
    texts,
    reason,
    newDueDate,
    papers,
    outcome,
    receiver,
    ...said,
  }
}

/** A letter is begun, or the one in work opened, and written. */
export async function writeReply(
  writer: TestBrowser,
  appealId: string,
  kind: ReplyKind,
  said: Said = {},
  corrects?: string,
): Promise<Reply> {
  const begun = await writer.ask<Reply>(`POST /api/office/appeals/${appealId}/replies`, {
    body: { kind, ...(corrects === undefined ? {} : { corrects }) },
  })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  const texts = { kk: kkText, ru: '' }
  const body = savedAs(begun.body, { texts, ...right[kind], ...said })
  const saved = await writer.ask<Reply>(`PUT /api/office/replies/${begun.body.id}`, { body })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return saved.body
}

export const propose = (writer: TestBrowser, { id, version, contentDigest }: Reply) =>
  writer.ask<Reply>(`POST /api/office/replies/${id}/proposal`, { body: { version, contentDigest } })

export const lookAt = (reader: TestBrowser, replyId: string) =>
  reader.ask<ReplyLetters>(`GET /api/office/replies/${replyId}/preview`)

/** The approver looks at the letter and presses; what they saw may be said otherwise. */
export async function approve(
  approver: TestBrowser,
  replyId: string,
  seen: Partial<Pick<ReplyLetters, 'version' | 'contentDigest' | 'previewDigests'>> = {},
): Promise<Answer<Reply>> {
  const { version, contentDigest, previewDigests } = (await lookAt(approver, replyId)).body
  const body = { version, contentDigest, previewDigests, ...seen }
  return await approver.ask<Reply>(`POST /api/office/replies/${replyId}/approval`, { body })
}

/** A letter the whole way: written and proposed by one, approved by another. Answers it as the approver sees it. */
async function sendLetter(
  { writer, approver }: { writer: TestBrowser; approver: TestBrowser },
  appealId: string,
  kind: ReplyKind,
  said: Said,
  { corrects, files = [] }: { readonly corrects?: string; readonly files?: readonly ReplyFile[] } = {},
): Promise<Reply> {
  const saved = await writeReply(writer, appealId, kind, said, corrects)
  for (const { name, bytes } of files) {
    const put = await attachToReply(writer, saved.id, name, bytes)
    expect(put.status, JSON.stringify(put.body)).toBe(200)
  }
  const written = (await writer.ask<Reply>(`GET /api/office/replies/${saved.id}`)).body
  const proposed = await propose(writer, written)
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(200)
  const approved = await approve(approver, written.id)
  expect(approved.status, JSON.stringify(approved.body)).toBe(200)
  return approved.body
}

/** §10: the answer: the executor writes it, a head approves it. */
export const answer = (
  writer: TestBrowser,
  approver: TestBrowser,
  appealId: string,
  said: Said = {},
  files: readonly ReplyFile[] = [],
) => sendLetter({ writer, approver }, appealId, 'answer', said, { files })

/** §10: an interim reply; a head who is the only one writes and approves it. */
export const replyInterim = (
  head: TestBrowser,
  appealId: string,
  said: Said & { readonly newDueDate: string },
  writer: TestBrowser = head,
) => sendLetter({ writer, approver: head }, appealId, 'interim', said)

/** АППК art. 65: the letter that says to whom the appeal was sent. */
export const forward = (writer: TestBrowser, approver: TestBrowser, appealId: string, said: Said = {}) =>
  sendLetter({ writer, approver }, appealId, 'forwarding', said)

/** АППК art. 64: the letter that says why the appeal is not considered. */
export const giveBack = (writer: TestBrowser, approver: TestBrowser, appealId: string, said: Said = {}) =>
  sendLetter({ writer, approver }, appealId, 'return', said)

/** A further letter that corrects one of the thread. */
export const correct = (
  writer: TestBrowser,
  approver: TestBrowser,
  appealId: string,
  corrects: string,
  said: Said = {},
) => sendLetter({ writer, approver }, appealId, 'correction', said, { corrects })
