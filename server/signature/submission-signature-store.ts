import type { SigningMethod } from '../../domain/signature/method.ts'
import type { Signer } from '../appeal/appeal-store.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** A signature over what a client sent after the letter, with its verdict. Instants are epoch milliseconds. */
export interface SubmissionSignature {
  readonly id: string
  readonly method: SigningMethod | null
  readonly signer: Signer
  readonly receivedAt: number
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
  readonly revokedAt: number | null
  readonly verifiedAt: number
  readonly timestampedAt: number | null
  /** When the authority is asked again: what it said so far is no last word; null: it is. */
  readonly recheckAt: number | null
  /** What was signed, and the detached CMS. */
  readonly letter: KeptFile
  readonly file: KeptFile
}

/** The signatures over these submissions, by the submissions' ids; what was sent unsigned has none. */
export async function submissionSignatures(
  db: Db,
  submissionIds: readonly string[],
): Promise<Map<string, SubmissionSignature>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('submission_letter as letter')
    .innerJoin('signature', 'signature.submission_letter_id', 'letter.id')
    .select(['letter.submission_id', 'letter.file_id', 'signature.cms_file_id', 'signature.id'])
    .select(['signature.method', 'signature.signer', 'signature.received_at', 'signature.result'])
    .select(['signature.code', 'signature.revocation', 'signature.revoked_at', 'signature.verified_at'])
    .select(['signature.timestamped_at', 'signature.recheck_at'])
    .where('letter.submission_id', 'in', [...submissionIds])
    .execute()
  const ids = rows.flatMap((row) => [row.file_id, row.cms_file_id])
  const kept =
    ids.length === 0 ? [] : await db.selectFrom('file').selectAll().where('id', 'in', ids).execute()
  const files = new Map(kept.map((row) => [row.id, keptFile(row)]))
  return new Map(
    rows.flatMap((row) => {
      const [letter, file] = [files.get(row.file_id), files.get(row.cms_file_id)]
      if (letter === undefined || file === undefined) return []
      return [
        [
          row.submission_id,
          {
            id: row.id,
            method: row.method,
            signer: row.signer as unknown as Signer,
            receivedAt: row.received_at.getTime(),
            result: row.result,
            code: row.code,
            revocation: row.revocation,
            revokedAt: row.revoked_at?.getTime() ?? null,
            verifiedAt: row.verified_at.getTime(),
            timestampedAt: row.timestamped_at?.getTime() ?? null,
            recheckAt: row.recheck_at?.getTime() ?? null,
            letter,
            file,
          },
        ] as const,
      ]
    }),
  )
}
