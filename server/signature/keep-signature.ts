import type { Verdict } from '../../eds/verdict.ts'
import type { Context, Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'
import { insertSignature, type SignedBy, type SignedLetter } from './signature-store.ts'
import { signerOf } from './signer-of.ts'

/** A signature that was checked without asking anybody and found right. Instants are epoch milliseconds. */
export interface AcceptedSignature {
  readonly over: SignedLetter
  readonly by: SignedBy
  readonly cmsFileId: string
  readonly receivedAt: number
  readonly verdict: Verdict
}

/**
 * Keeps an accepted signature, and has the authority asked about it and a timestamp made once that is committed.
 * Answers its id.
 */
export async function keepSignature(
  trx: Db,
  { config }: Context,
  { over, by, cmsFileId, receivedAt, verdict }: AcceptedSignature,
): Promise<string> {
  const id = await insertSignature(trx, {
    over,
    by,
    cmsFileId,
    receivedAt,
    result: verdict.result,
    // A valid signature carries what has not been asked yet.
    code: verdict.codes.find((code) => code === 'revocation_not_checked') ?? verdict.code,
    verifiedAt: receivedAt,
    signer: signerOf(verdict),
    chain: verdict.chain,
    timestampToken: verdict.timestampToken,
    timestampedAt: verdict.time?.by === 'timestamp' ? verdict.time.at : null,
    timestampChain: verdict.time?.chain ?? null,
    revocation: config.authority === null ? 'not_checked' : 'unknown',
  })
  if (config.authority !== null) {
    await queueJob(trx, 'check-revocation', {})
    await queueJob(trx, 'stamp-signatures', {})
  }
  return id
}
