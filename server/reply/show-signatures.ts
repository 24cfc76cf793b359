import { toIso } from '../../domain/calendar/instant.ts'
import type { ReplySignatures } from '../../wire/reply-signing.ts'
import { replySignatureRow } from '../appeal/reply-signature-row.ts'
import type { Asker, Context } from '../context.ts'
import { outgoingOf } from '../registry/outgoing-store.ts'
import { replySignatures } from '../signature/reply-signature-store.ts'
import { readReply } from './held-reply.ts'

/** The signatures over a letter, and how far the question to the national authority is. Throws NotFound. */
export async function showSignatures(
  context: Context,
  asker: Asker,
  replyId: string,
): Promise<ReplySignatures> {
  await readReply(context, asker, replyId)
  const outgoing = await outgoingOf(context.db, replyId)
  const signatures = outgoing === null ? [] : await replySignatures(context.db, [outgoing.id])
  return {
    signatures: signatures.map((signature) => ({
      ...replySignatureRow(signature),
      checks: signature.checks,
      nextAt: signature.recheckAt === null ? null : toIso(signature.recheckAt),
    })),
  }
}
