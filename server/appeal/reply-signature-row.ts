import { toIso } from '../../domain/calendar/instant.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { type PersonName, shortName } from '../../domain/person/name.ts'
import type { ReplySignatureRow } from '../../wire/reply-signature.ts'
import { fileRow } from '../attachment/file-store.ts'
import type { ReplySignature } from '../signature/reply-signature-store.ts'
import type { SubmissionSignature } from '../signature/submission-signature-store.ts'

/** A signature over a letter of the company as client and staff are shown it. */
export function replySignatureRow(signature: ReplySignature): ReplySignatureRow {
  const { by, language } = signature
  const signed = by === null ? null : { name: shortName(by.name), position: by.position }
  return { ...verdictRow(signature), language, by: signed }
}

/** The same over what a client sent after the letter. */
export function ownSignatureRow(
  signature: SubmissionSignature,
  name: PersonName,
  language: LetterLanguage,
): ReplySignatureRow {
  return { ...verdictRow(signature), language, by: { name: shortName(name), position: null } }
}

function verdictRow(signature: ReplySignature | SubmissionSignature) {
  const { id, method, signer, receivedAt, revokedAt, timestampedAt, file } = signature
  return {
    id,
    method,
    signer: signer.name,
    serial: signer.serial,
    issuer: signer.issuer,
    notBefore: signer.notBefore,
    notAfter: signer.notAfter,
    algorithm: signer.algorithm,
    receivedAt: toIso(receivedAt),
    result: signature.result,
    code: signature.code,
    revocation: signature.revocation,
    revokedAt: revokedAt === null ? null : toIso(revokedAt),
    checkedAt: toIso(signature.verifiedAt),
    timestampedAt: timestampedAt === null ? null : toIso(timestampedAt),
    file: fileRow(file),
  }
}
