import { randomUUID } from 'node:crypto'
import type { LetterLanguage } from '../../domain/language.ts'
import type { Approver } from '../../domain/reply/may-approve.ts'
import { keepFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { RenderedDocument } from '../letter/letter.ts'
import { type Outgoing, takeOutgoingNumber } from '../registry/outgoing-store.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { laidOut, replyToPrint } from './lay-out-reply.ts'
import { insertReplyLetter } from './reply-letter-store.ts'

/** A letter with its number and date, kept: these bytes are signed and sent, and never made again. */
export interface FrozenReplyLetter {
  readonly id: string
  readonly language: LetterLanguage
  readonly fileId: string
  readonly name: string
  readonly text: string
  readonly sha256: string
  readonly document: RenderedDocument
}

/**
 * docs/office.md 6: takes the outgoing number and makes the letters with it, as the approver's. Call it in the
 * transaction that sends them or waits for their signature: what is rolled back took no number. `context.db` is it.
 */
export async function freezeLetters(
  context: Context,
  place: ReplyInPlace,
  approver: Approver,
): Promise<{ outgoing: Outgoing; letters: FrozenReplyLetter[] }> {
  const { db: trx, now } = context
  const { reply, sent } = place
  const outgoing = await takeOutgoingNumber(trx, { appealId: sent.id, replyId: reply.id, now })
  const letters: FrozenReplyLetter[] = []
  const printed = laidOut(await replyToPrint(trx, place, approver, outgoing))
  for (const { language, text, name, document } of printed) {
    const { pdf, sha256 } = document
    const file = await keepFile(trx, context, {
      keyId: sent.fileKeyId,
      name,
      mediaType: 'application/pdf',
      bytes: pdf,
      scan: 'clean',
    })
    const id = randomUUID()
    const kept = { id, language, fileId: file.id, text, sha256 }
    await insertReplyLetter(trx, { ...kept, replyId: reply.id, outgoing, frozenAt: now() })
    letters.push({ ...kept, name, document })
  }
  return { outgoing, letters }
}
