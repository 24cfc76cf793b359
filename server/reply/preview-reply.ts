import { isApprover, likelyApprover } from '../../domain/reply/may-approve.ts'
import { languagesOf } from '../../domain/reply/reply-faults.ts'
import { approveAs } from '../../domain/reply/why-not.ts'
import { refuse } from '../../domain/refusal.ts'
import type { ReplyLetters } from '../../wire/reply.ts'
import type { Asker, Context, Db } from '../context.ts'
import { Refused } from '../refused.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { type ReplyInPlace, readReply } from './held-reply.ts'
import { digestsOf, type LaidOutLetter, layOutReply } from './lay-out-reply.ts'

/**
 * The letters as they will be sent, number and date blank; nothing is kept. Who may approve sees them with their own
 * name below, others with the name of who may. Throws NotFound; Refused at the field where nothing is written yet.
 */
export async function previewReply(context: Context, asker: Asker, replyId: string): Promise<ReplyLetters> {
  const place = await readReply(context, asker, replyId)
  const letters = await lookedAt(context.db, place)
  return {
    letters: letters.map(({ language, name, document }) => ({
      language,
      name,
      text: document.text,
      pages: [...document.pages],
      pdf: Buffer.from(document.pdf).toString('base64'),
      size: document.pdf.length,
      sha256: document.sha256,
    })),
    contentDigest: contentDigest(contentOf(place.reply)),
    previewDigests: digestsOf(letters),
    version: place.reply.version,
    blank: true,
  }
}

/** The letters as this person looks at them before sending. */
export async function lookedAt(db: Db, place: ReplyInPlace): Promise<LaidOutLetter[]> {
  const { reply, sent, appeal, approvers } = place
  if (languagesOf(reply.texts).length === 0) {
    const refusal = refuse('reply_language')
    throw new Refused(refusal, [{ field: `texts.${sent.letterLanguage}`, refusal }])
  }
  if (reply.kind === 'interim' && reply.newDueDate === null) {
    const refusal = refuse('required')
    throw new Refused(refusal, [{ field: 'newDueDate', refusal }])
  }
  const as = approveAs(place)
  const written = { writerIds: reply.writerIds, aboutIds: appeal.aboutIds }
  return await layOutReply(db, place, isApprover(as) ? as : likelyApprover(written, approvers), null)
}
