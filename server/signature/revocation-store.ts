import { createHash } from 'node:crypto'
import type { Status } from '../../domain/appeal/status.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { Db } from '../context.ts'
import { type SignedDocumentRow, signedDocument, signedDocuments } from './signed-document-store.ts'

/** A signature whose certificate is still to be asked about. Instants are epoch milliseconds. */
export interface OpenSignature extends SignedDocumentRow {
  readonly receivedAt: number
  readonly checks: number
  /** What the last check came to. */
  readonly code: string
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
}

/** The signatures whose time to be asked about has come, oldest first. */
export async function dueSignatures(db: Db, now: number, limit: number): Promise<OpenSignature[]> {
  const rows = await signedDocuments(db)
    .select(['signature.received_at', 'signature.checks', 'signature.code', 'signature.revocation'])
    .where('signature.recheck_at', '<=', new Date(now))
    .orderBy('signature.recheck_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...signedDocument(row),
    receivedAt: row.received_at.getTime(),
    checks: row.checks,
    code: row.code,
    revocation: row.revocation,
  }))
}

/**
 * The status of the appeal while its signature is still open, else null. Locks it, so that two checks at once decide
 * once.
 */
export async function lockOpen(
  trx: Db,
  { id, appealId }: Pick<OpenSignature, 'id' | 'appealId'>,
): Promise<Status | null> {
  const appeal = await trx
    .selectFrom('appeal')
    .select('status')
    .where('id', '=', appealId)
    .forUpdate()
    .executeTakeFirst()
  // Asked once the lock is held: another check may have decided meanwhile.
  const signature = await trx
    .selectFrom('signature')
    .select('recheck_at')
    .where('id', '=', id)
    .executeTakeFirst()
  return appeal === undefined || !signature?.recheck_at ? null : (appeal.status as Status)
}

export interface Decision {
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly revocation: 'good' | 'unknown' | 'revoked'
  readonly revokedAt: number | null
  readonly verifiedAt: number
  /** Null once it is decided for good. */
  readonly recheckAt: number | null
}

/** Keeps what was decided, and the answers it rests on. */
export async function keepDecision(
  trx: Db,
  signatureId: string,
  decision: Decision,
  evidence: RevocationEvidence,
): Promise<void> {
  await trx
    .updateTable('signature')
    .set((row) => ({
      result: decision.result,
      code: decision.code,
      revocation: decision.revocation,
      revoked_at: decision.revokedAt === null ? null : new Date(decision.revokedAt),
      verified_at: new Date(decision.verifiedAt),
      recheck_at: decision.recheckAt === null ? null : new Date(decision.recheckAt),
      checks: row('checks', '+', 1),
    }))
    .where('id', '=', signatureId)
    .execute()
  // While nothing is decided, nothing rests on an answer.
  if (decision.result !== 'unknown') await keepAnswers(trx, signatureId, evidence, decision.verifiedAt)
}

/** Keeps answers of the authority with the signature whose checks rest on them. */
export async function keepAnswers(
  trx: Db,
  signatureId: string,
  evidence: RevocationEvidence,
  receivedAt: number,
): Promise<void> {
  for (const [kind, bytes] of [
    ...evidence.ocsp.map((answer) => ['ocsp', answer] as const),
    ...evidence.crls.map((list) => ['crl', list] as const),
  ]) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await trx
      .insertInto('revocation_answer')
      .values({ sha256, kind, bytes: Buffer.from(bytes), received_at: new Date(receivedAt) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await trx
      .insertInto('signature_answer')
      .values({ signature_id: signatureId, answer_sha256: sha256 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Nothing was learned: what was decided so far stays, and is asked about again. */
export async function postponeCheck(trx: Db, signatureId: string, recheckAt: number): Promise<void> {
  await trx
    .updateTable('signature')
    .set((row) => ({ recheck_at: new Date(recheckAt), checks: row('checks', '+', 1) }))
    .where('id', '=', signatureId)
    .execute()
}

/** The answers that a verdict rests on. */
export async function answersOf(db: Db, signatureId: string): Promise<RevocationEvidence> {
  const rows = await db
    .selectFrom('signature_answer')
    .innerJoin('revocation_answer as answer', 'answer.sha256', 'signature_answer.answer_sha256')
    .select(['answer.kind', 'answer.bytes'])
    .where('signature_answer.signature_id', '=', signatureId)
    .orderBy('answer.received_at')
    .orderBy('answer.sha256')
    .execute()
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => new Uint8Array(row.bytes))
  return { ocsp: of('ocsp'), crls: of('crl') }
}
