import { clientActor } from '../../domain/appeal/actor.ts'
import { termsOf } from '../../domain/appeal/due-date.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { subjectOf } from '../../domain/catalogue/template.ts'
import { refuse } from '../../domain/refusal.ts'
import { couponYear, formatCoupon } from '../../domain/registry/coupon.ts'
import { derOf } from '../../eds/pem.ts'
import type { NewSignature, Sent } from '../../wire/appeal.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { appendEvent, holdHistory, type NewEvent } from '../appeal/event-store.ts'
import { holdFirst, recordFollowUp } from '../appeal/record-follow-up.ts'
import { keepFile } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { holdRightToAct } from '../contract/contract-store.ts'
import { markUsed } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { markNoticesRead } from '../notice/notice-store.ts'
import { queueJob } from '../queue-job.ts'
import { NotFound, Refused } from '../refused.ts'
import { registryDates, rulesOf } from '../registry/registry-rules.ts'
import { insertCoupon, takeCouponNumber } from '../registry/registry-store.ts'
import {
  type CheckedSignature,
  checkClientSignature,
  type LetterToSign,
  letterToSign,
  lockUnsent,
  stillHolding,
} from './check-signature.ts'
import { type GivenSignature, givenSignature } from './given-signature.ts'
import { keepSignature } from './keep-signature.ts'
import { closeDraft } from './signature-store.ts'

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
    const signed = await givenSignature(inside, { appealId: draft.id }, given, receivedAt)
    const toSign = await letterToSign(inside, draft, given.letterId, receivedAt, signed.signedAt)
    const checked = await checkClientSignature(inside, toSign, signed.cms, receivedAt)
    return await send(trx, inside, { asker, ...toSign, signed, ...checked, receivedAt })
  })
}

interface Sending extends LetterToSign, CheckedSignature {
  readonly asker: Asker
  readonly signed: GivenSignature
  readonly receivedAt: number
}

async function send(trx: Db, context: Context, sending: Sending): Promise<Sent> {
  const { asker, letter, full, signed, receivedAt } = sending
  const { stored: draft, type } = full
  if (type === null) throw new Error('the draft has no type')
  await keepSigned(trx, context, sending)
  await closeDraft(trx, draft.id, subjectOf(type.type, draft.answers, draft.letterLanguage))
  const follow = await holdFirst(trx, draft.id)
  const held = await holdHistory(trx, draft.id)

  // Last of all that can wait: from here other senders wait until the commit, so that the moment that counts and the
  // coupon have the same order.
  const year = couponYear(receivedAt)
  const number = await takeCouponNumber(trx, year)
  const sentAt = Math.max(context.now(), receivedAt)
  // Midnight came while this one waited; a signature from a phone may wait on.
  if (signed.method !== 'egovQr' && localDate(sentAt) !== letter.localDate)
    throw new Refused(refuse('letter_void'))
  const sentOn = localDate(sentAt)
  const sameDay = sentOn === full.day.today
  // So may the last day of a mandate have ended.
  if (!sameDay && !(await holdRightToAct(trx, asker.id, draft.partyId, sentOn))) throw new NotFound()
  // What was checked was of the day before; types and tariffs change at midnight.
  const { settings, day, contract } = sameDay ? full : await stillHolding(trx, draft, letter, sentAt)
  const coupon = { year, number }
  const rules = rulesOf(settings, day.calendar)
  const dates = registryDates(sentAt, termsOf(type.type, contract.kind), rules)
  await insertCoupon(trx, draft.id, coupon, { acceptedAt: sentAt, registersAt: dates.registersAt })
  const event: NewEvent<'sent'> = {
    appealId: draft.id,
    type: 'sent',
    occurredAt: sentAt,
    recordedAt: sentAt,
    actor: clientActor(asker.id),
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
  }
  await appendEvent(trx, event, sameDay ? held : undefined)
  const sent = { appealId: draft.id, personId: asker.id, at: sentAt }
  if (follow !== null) await recordFollowUp(trx, follow, sent)
  if (dates.registersAt <= sentAt) await queueJob(trx, 'register-sent', {})
  return { id: draft.id, coupon: formatCoupon(coupon), status: transitions.send.to }
}

async function keepSigned(trx: Db, context: Context, sending: Sending): Promise<void> {
  const { asker, letter, full, signed, verdict, receivedAt } = sending
  const draft = full.stored
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
  if (signed.method === 'egovQr') await markNoticesRead(trx, asker.id, { appealId: draft.id }, receivedAt)
}
