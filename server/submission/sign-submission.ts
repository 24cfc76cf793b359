import { randomBytes } from 'node:crypto'
import { clientActor } from '../../domain/appeal/actor.ts'
import { decideBy } from '../../domain/appeal/withdrawal.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import { refuse } from '../../domain/refusal.ts'
import { derOf } from '../../eds/pem.ts'
import type { NewSignature } from '../../wire/appeal.ts'
import type { Submitted } from '../../wire/submission.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { signatureFileName } from '../appeal/file-names.ts'
import { takeSubmission } from '../appeal/quota-store.ts'
import { findFile, forgetBytes, keepFile } from '../attachment/file-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { markUsed } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { clientById } from '../person/person-store.ts'
import { Refused } from '../refused.ts'
import { type CheckedSignature, checkSignature } from '../signature/check-signature.ts'
import { type GivenSignature, givenSignature } from '../signature/given-signature.ts'
import { keepSignature } from '../signature/keep-signature.ts'
import type { SubmissionLetter } from '../signature/submission-letter-store.ts'
import { sentBefore } from './sent-before.ts'
import { deleteSubmissionDraft, lockSubmissionDraft, type SubmissionDraft } from './submission-draft-store.ts'
import { insertSubmission } from './submission-store.ts'
import { submissionToSign } from './submission-to-sign.ts'

/**
 * docs/decisions/0059: checks the signature against the stored bytes and, in one transaction, makes the draft a sent
 * submission with its place in the chain. A refused signature leaves the draft as it was; pressed again, the answer is
 * the same receipt. Throws NotFound; Refused as submissionToSign; SignatureRefused; 409 `egov_mobile_signature_gone`;
 * 429 `too_much_today`.
 */
export async function signSubmission(
  context: Context,
  asker: Asker,
  id: string,
  given: NewSignature,
): Promise<Submitted> {
  const { receipt, uploads } = await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const held = await lockSubmissionDraft(trx, asker.id, id, localDate(context.now()))
    if (held === null) return { receipt: await sentBefore(trx, asker, id, context.now()), uploads: [] }
    const at = context.now()
    const signed = await givenSignature(inside, { submissionId: id }, given, at)
    const { letter } = await submissionToSign(trx, held, given.letterId, signed.signedAt)
    const iin = (await clientById(trx, asker.id))?.iin ?? null
    const { fileId } = letter
    const checked = await checkSignature(
      inside,
      { document: 'submission', fileId, iin, bin: null },
      signed.cms,
      at,
    )
    await takeSubmission(trx, asker.id, at)
    return await send(trx, inside, { draft: held.draft, letter, signed, at, ...checked })
  })
  await forgetBytes(context, uploads)
  return receipt
}

interface Sending extends CheckedSignature {
  readonly draft: SubmissionDraft
  readonly letter: SubmissionLetter
  readonly signed: GivenSignature
  readonly at: number
}

async function send(trx: Db, context: Context, sending: Sending) {
  const { draft, bytes, at } = sending
  const { id, kind, personId, appeal } = draft
  // After the locks: what others did while this one waited came before it.
  const sentAt = Math.max(context.now(), at)
  // Midnight came meanwhile: the right to act and the letter were of the day before.
  if (localDate(sentAt) !== localDate(at)) throw new Refused(refuse('letter_void'))
  const text = tidy(draft.text)
  const salt = randomBytes(32)
  await keepSigned(trx, context, sending)
  const uploads = await deleteSubmissionDraft(trx, id)
  await insertSubmission(trx, { id, appealId: appeal.id, personId, kind, text, salt, sentAt, files: [] })
  await appendEvent(trx, {
    appealId: appeal.id,
    type: 'submitted',
    occurredAt: sentAt,
    recordedAt: sentAt,
    actor: clientActor(personId),
    source: 'cabinet',
    key: `submitted:${id}`,
    data: {
      submissionId: id,
      kind,
      commitment: commitmentTo(salt, text),
      fileDigests: [],
      letterCommitment: commitmentTo(salt, bytes),
      decideBy: decideBy(localDate(sentAt), await readCalendar(trx)),
    },
  })
  return { receipt: { id, sentAt: toIso(sentAt), files: 0 }, uploads }
}

async function keepSigned(trx: Db, context: Context, sending: Sending): Promise<void> {
  const { draft, letter, signed, verdict, at } = sending
  const name = (await findFile(trx, letter.fileId))?.name ?? 'letter.pdf'
  const cmsFile = await keepFile(trx, context, {
    keyId: draft.appeal.fileKeyId,
    name: signatureFileName(name),
    mediaType: 'application/pkcs7-signature',
    bytes: new Uint8Array(derOf(signed.cms, 'signedMessage')),
    scan: 'clean',
  })
  const signatureId = await keepSignature(trx, context, {
    over: { document: 'submission', submissionLetterId: letter.id },
    by: { kind: 'client', personId: draft.personId, method: signed.method },
    cmsFileId: cmsFile.id,
    receivedAt: at,
    verdict,
  })
  if (signed.egovMobileSigningId !== null) await markUsed(trx, signed.egovMobileSigningId, signatureId)
}
