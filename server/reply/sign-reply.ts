import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { isApprover } from '../../domain/reply/may-approve.ts'
import { signAs } from '../../domain/reply/why-not.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import { derOf } from '../../eds/pem.ts'
import type { Reply } from '../../wire/reply.ts'
import type { NewReplySignature } from '../../wire/reply-signing.ts'
import { signatureFileName } from '../appeal/file-names.ts'
import { findFile, keepFile } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { lockEgovMobileSigning, markUsed, readSigned } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, Refused } from '../refused.ts'
import { outgoingOf } from '../registry/outgoing-store.ts'
import { checkSignature } from '../signature/check-signature.ts'
import { keepSignature } from '../signature/keep-signature.ts'
import { type FrozenReplyLetter, frozenReplyLetters } from '../signature/reply-letter-store.ts'
import { staffKeyExpected } from '../signature/staff-key-expected.ts'
import { isAsApproved } from './as-approved.ts'
import { checkReply } from './check-reply.ts'
import { frozenBy } from './frozen-by.ts'
import { holdReply, type ReplyInPlace } from './held-reply.ts'
import { movedOn, refuseMove, refuseOther } from './refuse-move.ts'
import { type SignedBy, sealAndSend } from './seal-and-send.ts'
import { showMoved } from './show-reply.ts'

/**
 * docs/signature.md: the press that signs a frozen letter and lets it go: for each language a signature over exactly
 * the stored bytes, by a key of who presses and of the company. The press carries the digest of every letter that was
 * shown. Throws NotFound; Refused `reply_not_shown` (412) for other letters, `reply_void`; SignatureRefused; 409
 * `egov_mobile_signature_gone`.
 */
export async function signReply(
  context: Context,
  asker: Asker,
  replyId: string,
  given: readonly NewReplySignature[],
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'sign', place)
    const { reply } = place
    if (reply.state !== 'toSign') throw await movedOn(trx, place)
    const as = signAs(place)
    if (!isApprover(as) || reply.approvedBy === null) throw new Refused(refuse('reply_not_approver'))
    const letters = await lettersShown(inside, place, given)
    await checkReply(trx, place)
    // Opening it again, as the page does then, makes the approval void.
    refuseOther(await isAsApproved(trx, place))
    const outgoing = await outgoingOf(trx, replyId)
    if (outgoing === null) throw new Refused(refuse('reply_void'))
    const signed: SignedBy[] = []
    for (const letter of letters) signed.push(await sign(inside, place, letter))
    await sealAndSend(inside, { place, outgoing, letters, approvedBy: reply.approvedBy, as }, signed)
    return await showMoved(trx, place)
  })
}

interface ShownLetter extends FrozenReplyLetter {
  readonly given: NewReplySignature
}

/** The letters that wait, each with the signature that came for it: all of them, and as they were shown. */
async function lettersShown(
  context: Context,
  { reply, asker }: ReplyInPlace,
  given: readonly NewReplySignature[],
): Promise<ShownLetter[]> {
  const letters = await frozenReplyLetters(context.db, reply.id)
  const today = localDate(context.now())
  if ((await frozenBy(context.db, reply.id)) !== asker.id) throw new Refused(refuse('reply_not_approver'))
  const shown = letters.flatMap((letter) => {
    const one = given.find(({ letterId, sha256 }) => letterId === letter.id && sha256 === letter.sha256)
    return one === undefined ? [] : [{ ...letter, given: one }]
  })
  if (shown.length !== letters.length || given.length !== letters.length) {
    throw new Refused(refuse('reply_not_shown'))
  }
  if (letters.some(({ open, localDate: day }) => !open || day !== today))
    throw new Refused(refuse('reply_void'))
  return shown
}

/** Checks the signature over one letter and keeps it. */
async function sign(context: Context, { sent, asker }: ReplyInPlace, letter: ShownLetter): Promise<SignedBy> {
  const { db: trx } = context
  const receivedAt = context.now()
  const { cms, method, egovMobileSigningId } = await cmsOf(context, asker, letter)
  const expected = await staffKeyExpected(context, asker.id)
  const toCheck = { document: 'reply', fileId: letter.fileId, ...expected } as const
  const { verdict } = await checkSignature(context, toCheck, cms, receivedAt)
  const name = (await findFile(trx, letter.fileId))?.name ?? `${letter.language}.pdf`
  const file = await keepFile(trx, context, {
    keyId: sent.fileKeyId,
    name: signatureFileName(name),
    mediaType: 'application/pkcs7-signature',
    bytes: new Uint8Array(derOf(cms, 'signedMessage')),
    scan: 'clean',
  })
  const signatureId = await keepSignature(trx, context, {
    over: { document: 'reply', replyLetterId: letter.id },
    by: { kind: 'staff', staffId: asker.id, ...expected, method },
    cmsFileId: file.id,
    receivedAt,
    verdict,
  })
  if (egovMobileSigningId !== null) await markUsed(trx, egovMobileSigningId, signatureId)
  return { id: signatureId, method }
}

interface GivenCms {
  readonly cms: Uint8Array | string
  readonly method: SigningMethod
  readonly egovMobileSigningId: string | null
}

/** The signature that came with the press, or the one that a phone has left for this letter. */
async function cmsOf(
  context: Context,
  { id: staffId }: Asker,
  { id, given }: ShownLetter,
): Promise<GivenCms> {
  if (given.method !== 'egovQr') return { cms: given.cms, method: given.method, egovMobileSigningId: null }
  const { egovMobileSigningId } = given
  const row = await lockEgovMobileSigning(context.db, egovMobileSigningId, context.now())
  const { purpose } = row ?? {}
  const own = purpose?.kind === 'reply' && purpose.replyLetterId === id && purpose.staffId === staffId
  const signed = own && row?.state === 'signed'
  const cms = signed ? await readSigned(context.db, context, egovMobileSigningId) : null
  if (cms === null) throw new HttpRefused(409, 'egov_mobile_signature_gone')
  return { cms, method: 'egovQr', egovMobileSigningId }
}
