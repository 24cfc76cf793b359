import type { ReplyLetters } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inThread } from '../threads/in-thread.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { readReply } from './held-reply.ts'
import { digestsOf, type ReplyToPrint } from './lay-out-reply.ts'
import { lookedAt } from './looked-at.ts'

/**
 * The letters as they will be sent, number and date blank; nothing is kept. Who may approve sees them with their own
 * name below, others with the name of who may. Throws NotFound; Refused at the field where nothing is written yet.
 */
export async function previewReply(context: Context, asker: Asker, replyId: string): Promise<ReplyLetters> {
  const place = await readReply(context, asker, replyId)
  const toPrint = await lookedAt(context.db, place)
  const print = async (letter: ReplyToPrint) => ({
    ...letter,
    document: await inThread(context, 'replyPages', letter.printed),
  })
  const letters = await Promise.all(toPrint.map(print))
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
