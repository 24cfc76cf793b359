import { termsOf } from '../../domain/appeal/due-date.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { subjectOf } from '../../domain/catalogue/template.ts'
import { refuse } from '../../domain/refusal.ts'
import { couponYear, formatCoupon } from '../../domain/registry/coupon.ts'
import { derOf } from '../../eds/pem.ts'
import type { Verdict } from '../../eds/verdict.ts'
import type { NewSignature, Sent } from '../../wire/appeal.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import type { StoredDraft } from '../appeal/draft-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { draftInFull } from '../appeal/show-draft.ts'
import { keepFile } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { holdRightToAct } from '../contract/contract-store.ts'
import { markUsed } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { markNoticesRead } from '../notice/notice-store.ts'
import { queueJob } from '../queue-job.ts'
import { NotFound, Refused } from '../refused.ts'
import { registryDates, registryRules } from '../registry/registry-rules.ts'
import { insertCoupon, planRegistration, takeCouponNumber } from '../registry/registry-store.ts'
import { checkClientSignature, letterToSign, lockUnsent } from './check-signature.ts'
import { type GivenSignature, givenSignature } from './given-signature.ts'
import { keepSignature } from './keep-signature.ts'
import { closeDraft, type PreparedRow } from './signature-store.ts'

/**
 * §8–§9: checks the signature against the stored bytes and, in one transaction, makes the draft a sent appeal with
 * its coupon, its place in the chain and its turn to be registered. A refused signature leaves the draft as it was.
 * Throws NotFound, Refused (`letter_changed`, `letter_void`, `catalogue_changed`), SignatureRefused, 409
 * `egov_mobile_signature_gone` for one from a phone that is there no more.
 */
export async function signAndSend(
  context: Context,
  asker: Asker,
  draftId: string,
  given: NewSignature,
): Promise<Sent> {
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const receivedAt = context.now()
    const draft = await lockUnsent(trx, asker.id, draftId, localDate(receivedAt))
    const signed = await givenSignature(inside, draft.id, given, receivedAt)
    const letter = await letterToSign(inside, draft, given.letterId, receivedAt, signed.signedAt)
    const checked = await checkClientSignature(inside, asker.id, letter.fileId, signed.cms, receivedAt)
    return await send(trx, inside, { asker, draft, letter, signed, ...checked, receivedAt })
  })
}

interface Sending {
  readonly asker: Asker
  readonly draft: StoredDraft
  readonly letter: PreparedRow
  readonly signed: GivenSignature
  readonly verdict: Verdict
  /** Of the letter. */
  readonly bytes: Uint8Array
  readonly receivedAt: number
}

async function send(trx: Db, context: Context, sending: Sending): Promise<Sent> {
  const { asker, draft, letter, signed, verdict, receivedAt } = sending
  const { type, contract } = await draftInFull(trx, draft, receivedAt)
  if (type === null) throw new Error('the draft has no type')

  // From here other senders wait until the commit: the moment that counts and the coupon have the same order.
  const year = couponYear(receivedAt)
  const number = await takeCouponNumber(trx, year)
  const sentAt = Math.max(context.now(), receivedAt)
  // Midnight came while this one waited; a signature from a phone may wait on.
  if (signed.method !== 'egovQr' && localDate(sentAt) !== letter.localDate)
    throw new Refused(refuse('letter_void'))
  const sentOn = localDate(sentAt)
  // So may the last day of a mandate have ended.
  if (sentOn !== localDate(receivedAt) && !(await holdRightToAct(trx, asker.id, draft.partyId, sentOn)))
    throw new NotFound()
  const coupon = { year, number }
  const dates = registryDates(sentAt, termsOf(type.type, contract.kind), await registryRules(trx, sentAt))

  const cmsFile = await keepFile(trx, context, {
    keyId: draft.fileKeyId,
    name: 'letter.pdf.p7s',
    mediaType: 'application/pkcs7-signature',
    bytes: new Uint8Array(derOf(signed.cms, 'signedMessage')),
    scan: 'clean',
  })
  const signatureId = await keepSignature(trx, context, {
    over: { document: 'letter', letterId: letter.id },
    by: { kind: 'client', personId: asker.id, method: signed.method },
    cmsFileId: cmsFile.id,
    receivedAt,
    verdict,
  })
  if (signed.egovMobileSigningId !== null) await markUsed(trx, signed.egovMobileSigningId, signatureId)
  if (signed.method === 'egovQr') await markNoticesRead(trx, asker.id, { appealId: draft.id }, sentAt)
  await insertCoupon(trx, draft.id, coupon, sentAt)
  await closeDraft(trx, draft.id, subjectOf(type.type, draft.answers, draft.letterLanguage))
  await appendEvent(trx, {
    appealId: draft.id,
    type: 'sent',
    occurredAt: sentAt,
    recordedAt: sentAt,
    actor: `person:${asker.id}`,
    source: 'cabinet',
    key: 'sent',
    data: {
      couponYear: year,
      couponNumber: number,
      registersAt: new Date(dates.registersAt).toISOString(),
      registrationDate: dates.certain ? dates.date : null,
      letterFileId: letter.fileId,
      letterCommitment: commitmentTo(letter.salt, sending.bytes),
      signatureCode: 'revocation_not_checked',
    },
  })
  await planRegistration(trx, draft.id, dates.registersAt)
  if (dates.registersAt <= sentAt) await queueJob(trx, 'register-sent', {})
  return { id: draft.id, coupon: formatCoupon(coupon), status: transitions.send.to }
}
