import type { LetterLanguage, Localised } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import type { Signer } from '../appeal/appeal-store.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** A signature over a letter of the company, with its verdict. Instants are epoch milliseconds. */
export interface ReplySignature {
  readonly id: string
  /** The line of the register of outgoing letters that the letter has. */
  readonly outgoingId: string
  readonly replyLetterId: string
  readonly language: LetterLanguage
  /** Null: the company's own key, its seal. */
  readonly by: { readonly name: PersonName; readonly position: Localised | null } | null
  readonly method: SigningMethod | null
  readonly signer: Signer
  readonly receivedAt: number
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
  readonly revokedAt: number | null
  readonly verifiedAt: number
  /** How often it stayed open, and when it is asked about next. */
  readonly checks: number
  readonly recheckAt: number | null
  readonly timestampedAt: number | null
  /** The detached CMS, under the letter's name and `.p7s`. */
  readonly file: KeptFile
}

/** The signatures over the letters of these lines of the register: a letter's own first, then its seal. */
export async function replySignatures(db: Db, outgoingIds: readonly string[]): Promise<ReplySignature[]> {
  if (outgoingIds.length === 0) return []
  const rows = await db
    .selectFrom('reply_letter as letter')
    .innerJoin('signature', 'signature.reply_letter_id', 'letter.id')
    .innerJoin('file', 'file.id', 'signature.cms_file_id')
    .leftJoin('staff', 'staff.id', 'signature.staff_id')
    .selectAll('file')
    .select(['letter.outgoing_id', 'letter.language', 'signature.reply_letter_id', 'signature.staff_id'])
    .select(['signature.id as signature_id', 'signature.method', 'signature.signer', 'signature.received_at'])
    .select(['signature.result', 'signature.code', 'signature.revocation', 'signature.revoked_at'])
    .select(['signature.verified_at', 'signature.checks', 'signature.recheck_at'])
    .select(['signature.timestamped_at', 'staff.surname', 'staff.given_name', 'staff.patronymic'])
    .select('signature.signer_position')
    .where('letter.outgoing_id', 'in', [...outgoingIds])
    .orderBy('letter.language')
    .orderBy('signature.seal_id', (order) => order.asc().nullsFirst())
    .execute()
  return rows.map((row) => ({
    id: row.signature_id,
    outgoingId: row.outgoing_id,
    replyLetterId: row.reply_letter_id ?? '',
    language: row.language,
    by:
      row.staff_id === null ? null : { name: nameOf(row), position: row.signer_position as Localised | null },
    method: row.method,
    signer: row.signer as unknown as Signer,
    receivedAt: row.received_at.getTime(),
    result: row.result,
    code: row.code,
    revocation: row.revocation,
    revokedAt: row.revoked_at?.getTime() ?? null,
    verifiedAt: row.verified_at.getTime(),
    checks: row.checks,
    recheckAt: row.recheck_at?.getTime() ?? null,
    timestampedAt: row.timestamped_at?.getTime() ?? null,
    file: keptFile(row),
  }))
}

const nameOf = (row: {
  surname: string | null
  given_name: string | null
  patronymic: string | null
}): PersonName => ({ family: row.surname ?? '', given: row.given_name ?? '', patronymic: row.patronymic })
