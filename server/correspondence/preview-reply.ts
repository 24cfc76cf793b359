import type { z } from 'zod'
import type { ReplyPreview } from '../../wire/office.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { type Execution, layOutAnswer } from './answer-letters.ts'
import { type InterimReply, layOutInterim } from './interim-letters.ts'
import type { LaidOutLetter } from './reply-letters.ts'

/** §10: an interim reply as it would be sent now, checked by the same rules; nothing is kept. Throws as the reply. */
export async function previewInterim(
  context: Context,
  asker: Asker,
  appealId: string,
  reply: InterimReply,
): Promise<z.input<typeof ReplyPreview>> {
  return await inTransaction(context.db, async (trx) =>
    previewOf((await layOutInterim(trx, context, asker, appealId, reply)).laidOut),
  )
}

/** §10: the same of an answer. */
export async function previewAnswer(
  context: Context,
  asker: Asker,
  appealId: string,
  execution: Execution,
): Promise<z.input<typeof ReplyPreview>> {
  return await inTransaction(context.db, async (trx) =>
    previewOf((await layOutAnswer(trx, context, asker, appealId, execution)).laidOut),
  )
}

function previewOf(letters: readonly LaidOutLetter[]): z.input<typeof ReplyPreview> {
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
  }
}
