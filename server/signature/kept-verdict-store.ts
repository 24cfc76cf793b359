import type { Signer } from '../appeal/appeal-store.ts'
import type { Db } from '../context.ts'
import { type SignedDocumentRow, signedDocument, signedDocuments } from './signed-document-store.ts'

/** A stored verdict with everything it was based on but files and answers. Instants are epoch milliseconds. */
export interface KeptVerdict extends SignedDocumentRow {
  readonly receivedAt: number
  readonly verifiedAt: number
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
  readonly revokedAt: number | null
  readonly signer: Signer
  readonly chain: readonly Uint8Array[]
  readonly timestampToken: Uint8Array | null
  readonly timestampChain: readonly Uint8Array[] | null
  readonly timestampedAt: number | null
}

/** Stored verdicts in the order of their signatures' ids, those after `after`, `limit` at most. */
export async function keptVerdicts(db: Db, after: string, limit: number): Promise<KeptVerdict[]> {
  const rows = await withVerdicts(db)
    .where('signature.id', '>', after)
    .orderBy('signature.id')
    .limit(limit)
    .execute()
  return rows.map(keptVerdict)
}

/** The verdicts on the signatures over these letters of the company. */
export async function verdictsOnLetters(db: Db, replyLetterIds: readonly string[]): Promise<KeptVerdict[]> {
  if (replyLetterIds.length === 0) return []
  const rows = await withVerdicts(db)
    .where('signature.reply_letter_id', 'in', [...replyLetterIds])
    .orderBy('signature.received_at')
    .orderBy('signature.id')
    .execute()
  return rows.map(keptVerdict)
}

const withVerdicts = (db: Db) => signedDocuments(db).selectAll('signature')
type Row = Awaited<ReturnType<ReturnType<typeof withVerdicts>['executeTakeFirstOrThrow']>>

const allBytes = (all: readonly Buffer[]) => all.map((der) => new Uint8Array(der))

function keptVerdict(row: Row): KeptVerdict {
  return {
    ...signedDocument(row),
    receivedAt: row.received_at.getTime(),
    verifiedAt: row.verified_at.getTime(),
    result: row.result,
    code: row.code,
    revocation: row.revocation,
    revokedAt: row.revoked_at?.getTime() ?? null,
    signer: row.signer as unknown as Signer,
    chain: allBytes(row.chain),
    timestampToken: row.timestamp_token === null ? null : new Uint8Array(row.timestamp_token),
    timestampChain: row.timestamp_chain === null ? null : allBytes(row.timestamp_chain),
    timestampedAt: row.timestamped_at?.getTime() ?? null,
  }
}

/** SHA-256 of every root that an operator has ever installed, lower-case hexadecimal. */
export async function everTrusted(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('trust_certificate')
    .select('sha256')
    .where('role', '=', 'anchor')
    .execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}
