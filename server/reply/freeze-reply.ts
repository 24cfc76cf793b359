import { instantOf, localDate } from '../../domain/calendar/instant.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { isApprover } from '../../domain/reply/may-approve.ts'
import { signAs } from '../../domain/reply/why-not.ts'
import type { FrozenLetters } from '../../wire/reply-signing.ts'
import { keepFile, readFile } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { signedOnReply } from '../egov-mobile/egov-mobile-store.ts'
import { whyNoLetterSeal } from '../evidence/letter-seal.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { numbersTakenOn } from '../registry/outgoing-store.ts'
import { frozenReplyLetters, keepPages, pagesOf } from '../signature/reply-letter-store.ts'
import { staffKeyExpected } from '../signature/staff-key-expected.ts'
import { isAsApproved } from './as-approved.ts'
import { checkReply } from './check-reply.ts'
import { freezeLetters } from './freeze-letters.ts'
import { refuseOthers } from './frozen-by.ts'
import { holdReply, type ReplyInPlace } from './held-reply.ts'
import { insteadOf, recordMove } from './record-move.ts'
import { refuseMove, refuseOther } from './refuse-move.ts'
import { isSealed } from './seal-and-send.ts'
import { voidApproval } from './void-approval.ts'

/**
 * docs/signature.md: an approved letter gets its number and date and is frozen, a PDF a language, for a last look and
 * the key of who signs it. It waits until the local midnight; asked for again on that day it is the same. Throws
 * NotFound or Refused: who may not sign, has no IIN of theirs entered, a seal that can't be made; `reply_changed` where
 * it is not what was approved, and then the approval is void; `reply_opened_often`.
 */
export async function freezeReply(
  context: Context,
  asker: Asker,
  replyId: string,
  version: number,
): Promise<FrozenLetters> {
  const frozen = await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'sign', place)
    refuseOther(version === place.reply.version)
    // Who could not sign it takes no number for it.
    const { iin, bin } = await staffKeyExpected(inside, asker.id)
    const why = (await isSealed(inside, place.signature)) ? await whyNoLetterSeal(inside) : null
    if (why !== null) throw new Refused(refuse(why))
    if (place.reply.state === 'toSign') await refuseOthers(trx, place)
    // Kept, though it is refused: what nobody has approved waits for nobody's key.
    if (!(await isAsApproved(trx, place))) return await voidApproval(trx, place)
    if (place.reply.state !== 'toSign') await freeze(inside, place)
    return await frozenAnswer(inside, place, { iin, bin })
  })
  if (frozen === undefined) throw new Refused(refuse('reply_changed'))
  return frozen
}

/** Each opening uses up a number of the register, so that there is an end to them, a letter a day. */
const mostOpened = 5

async function freeze(context: Context, place: ReplyInPlace): Promise<void> {
  const { db: trx } = context
  const { reply, sent } = place
  const as = signAs(place)
  if (!isApprover(as)) throw new Refused(as)
  await checkReply(trx, place)
  const taken = await numbersTakenOn(trx, reply.id, localDate(context.now()))
  if (taken >= mostOpened) throw new Refused(refuse('reply_opened_often', { n: mostOpened }))
  const { outgoing, letters } = await freezeLetters(context, place, as)
  for (const { id, document } of letters) {
    const bytes = new TextEncoder().encode(JSON.stringify(document.pages))
    const kept = { keyId: sent.fileKeyId, name: 'pages.json', mediaType: 'application/json', bytes }
    const file = await keepFile(trx, context, { ...kept, scan: 'clean' })
    await keepPages(trx, id, file.id)
  }
  await recordMove(trx, place, {
    step: 'frozen',
    move: 'freeze',
    type: 'replyFrozen',
    data: {
      replyId: reply.id,
      outgoingId: outgoing.id,
      letterDigests: letters.map(({ sha256 }) => sha256),
      ...insteadOf(as.insteadOf),
    },
    insteadOf: as.insteadOf,
    approvedBy: reply.approvedBy,
  })
}

/** What the page shows and the key signs: the kept bytes, never made again. */
async function frozenAnswer(
  context: Context,
  { reply, asker, day }: ReplyInPlace,
  signer: { readonly iin: string; readonly bin: string },
): Promise<FrozenLetters> {
  const letters = await frozenReplyLetters(context.db, reply.id)
  const [first] = letters
  if (first === undefined || first.localDate !== localDate(context.now())) {
    throw new Refused(refuse('reply_void'))
  }
  const byPhone = await signedOnReply(context.db, { replyId: reply.id, staffId: asker.id }, context.now())
  const shown: FrozenLetters['letters'] = []
  for (const { id, language, fileId, text, sha256 } of letters) {
    const { file, bytes } = await readFile(context, fileId)
    shown.push({
      letterId: id,
      language,
      name: file.name,
      text,
      pages: await pagesOf(context, id),
      pdf: Buffer.from(bytes).toString('base64'),
      size: file.size,
      sha256,
      signedByPhone: byPhone.find(({ replyLetterId }) => replyLetterId === id)?.egovMobileSigningId ?? null,
    })
  }
  return {
    outgoing: { number: formatOutgoing(first.outgoing), date: first.localDate },
    until: new Date(instantOf(addDays(first.localDate, 1), '00:00:00')).toISOString(),
    letters: shown,
    signer: { ...signer, company: day.settings['company.name'] },
  }
}
