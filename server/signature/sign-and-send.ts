import { createHash } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { subjectOf } from '../../domain/catalogue/template.ts'
import { refuse } from '../../domain/refusal.ts'
import { couponYear, formatCoupon } from '../../domain/registry/coupon.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import { contentFits } from '../../domain/signature/signed-content.ts'
import { signatureBytes } from '../../eds/cms.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { verifyCms } from '../../eds/verify.ts'
import type { Sent } from '../../wire/appeal.ts'
import type { Signer } from '../appeal/appeal-store.ts'
import { draftAttachments, lockDraft, type StoredDraft } from '../appeal/draft-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { draftInFull } from '../appeal/show-draft.ts'
import { hexOf, keepFile, readFile } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { queueJob } from '../jobs/jobs.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound, Refused, SignatureRefused } from '../refused.ts'
import { registryDates, registryRules } from '../registry/registry-rules.ts'
import { insertCoupon, planRegistration, takeCouponNumber } from '../registry/registry-store.ts'
import { checkReady } from './check-ready.ts'
import { readFrozenLetter } from './frozen-letter.ts'
import { closeDraft, currentLetter, insertSignature, type PreparedRow } from './signature-store.ts'

export interface SignedLetter {
  /** The letter that was shown and signed. */
  readonly letterId: string
  readonly method: SigningMethod
  /** base64 */
  readonly cms: string
}

/**
 * §8–§9: checks the signature against the stored bytes and, in one transaction, makes the draft a sent appeal with
 * its coupon, its place in the chain and its turn to be registered. A refused signature leaves the draft as it was.
 * Throws NotFound, Refused (`letter_changed`, `letter_void`, `catalogue_changed`), SignatureRefused.
 */
export async function signAndSend(
  context: Context,
  asker: Asker,
  draftId: string,
  signed: SignedLetter,
): Promise<Sent> {
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const receivedAt = context.now()
    const draft = await lockUnsent(trx, asker.id, draftId)
    const letter = await letterToSign(inside, draft, signed.letterId, receivedAt)
    const verdict = await checkSignature(inside, asker.id, letter, signed.cms, receivedAt)
    return await send(trx, inside, { asker, draft, letter, signed, verdict, receivedAt })
  })
}

/** Throws NotFound; Refused `already_sent` for the client's own appeal that is a draft no more. */
async function lockUnsent(trx: Db, personId: string, draftId: string): Promise<StoredDraft> {
  const draft = await lockDraft(trx, personId, draftId)
  if (draft !== null) return draft
  const sent = await trx
    .selectFrom('appeal')
    .select('id')
    .where('id', '=', draftId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  throw sent === undefined ? new NotFound() : new Refused(refuse('already_sent'))
}

/** The letter that stands for signature, if it is the one that was shown and everything it says still holds. */
async function letterToSign(
  context: Context,
  draft: StoredDraft,
  letterId: string,
  now: number,
): Promise<PreparedRow> {
  const letter = await currentLetter(context.db, draft.id)
  if (letter === null || letter.id !== letterId || letter.draftVersion !== draft.version) {
    throw new Refused(refuse('letter_changed'))
  }
  if (letter.localDate !== localDate(now)) throw new Refused(refuse('letter_void'))
  const full = await draftInFull(context.db, draft, now)
  await checkReady(context.db, full)
  if (letter.typeId !== draft.typeId || letter.tariffId !== full.tariffId) {
    throw new Refused(refuse('catalogue_changed'))
  }
  const frozen = await readFrozenLetter(context, letter.pagesFileId)
  const enclosed = frozen.letter.enclosures.map(({ sha256 }) => sha256)
  const attached = (await draftAttachments(context.db, draft.id)).map(({ sha256 }) => sha256)
  if (enclosed.join() !== attached.join()) throw new Refused(refuse('letter_changed'))
  return letter
}

async function checkSignature(
  context: Context,
  personId: string,
  letter: PreparedRow,
  cms: string,
  at: number,
): Promise<{ verdict: Verdict; letterBytes: Uint8Array }> {
  const client = await clientById(context.db, personId)
  if (client === null) throw new NotFound()
  const { bytes } = await readFile(context, letter.fileId)
  if (!contentFits('letter', bytes)) throw new Error('the stored letter is no PDF')
  const verdict = await verifyCms({
    cms,
    content: bytes,
    at,
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    expectIin: client.iin,
    purpose: 'letter',
  })
  if (verdict.result !== 'valid') throw new SignatureRefused(verdict.code)
  return { verdict, letterBytes: bytes }
}

interface Sending {
  readonly asker: Asker
  readonly draft: StoredDraft
  readonly letter: PreparedRow
  readonly signed: SignedLetter
  readonly verdict: { readonly verdict: Verdict; readonly letterBytes: Uint8Array }
  readonly receivedAt: number
}

async function send(trx: Db, context: Context, sending: Sending): Promise<Sent> {
  const { asker, draft, letter, signed, receivedAt } = sending
  const { verdict, letterBytes } = sending.verdict
  const { type } = await draftInFull(trx, draft, receivedAt)
  if (type === null) throw new Error('the draft has no type')

  // From here other senders wait until the commit: the moment that counts and the coupon stand in the same order.
  const year = couponYear(receivedAt)
  const number = await takeCouponNumber(trx, year)
  const sentAt = Math.max(context.now(), receivedAt)
  // Midnight came while this one waited.
  if (localDate(sentAt) !== letter.localDate) throw new Refused(refuse('letter_void'))
  const coupon = { year, number }
  const dates = registryDates(sentAt, type.type.term, await registryRules(trx, sentAt))

  const cmsFile = await keepFile(trx, context, {
    keyId: draft.fileKeyId,
    name: 'letter.pdf.p7s',
    mediaType: 'application/pkcs7-signature',
    bytes: new Uint8Array(signatureBytes(signed.cms)),
    scan: 'clean',
  })
  await insertSignature(trx, {
    appealId: draft.id,
    letterId: letter.id,
    method: signed.method,
    cmsFileId: cmsFile.id,
    receivedAt,
    result: verdict.result,
    // A valid signature carries what has not been asked yet.
    code: verdict.codes.find((code) => code !== 'ok') ?? verdict.code,
    verifiedAt: receivedAt,
    signer: signerOf(verdict),
    chain: verdict.chain,
    timestampToken: verdict.timestampToken,
  })
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
      letterCommitment: commitmentTo(letter.salt, letterBytes),
      signatureCode: 'revocation_not_checked',
    },
  })
  await planRegistration(trx, draft.id, dates.registersAt)
  if (dates.registersAt <= sentAt) await queueJob(trx, 'register-sent', {})
  return { id: draft.id, coupon: formatCoupon(coupon), status: 'sent' }
}

/** SHA-256 of salt and letter: the history can prove the letter, and tells nothing once the salt is erased. */
function commitmentTo(salt: Uint8Array, letter: Uint8Array): string {
  return hexOf(createHash('sha256').update(salt).update(letter).digest())
}

/** What the page and the viewing copy show of the certificate. */
function signerOf({ signer }: Verdict): Signer {
  if (signer === null) throw new Error('a valid signature has a signer')
  const { subject, issuer } = signer
  return {
    name: [subject.commonName, subject.patronymic].filter((part) => part !== null).join(' '),
    iin: subject.iin ?? '',
    serial: signer.serial,
    issuer: issuer.commonName ?? issuer.organisation ?? '',
    notBefore: new Date(signer.notBefore).toISOString(),
    notAfter: new Date(signer.notAfter).toISOString(),
    algorithm: signer.algorithm,
  }
}
