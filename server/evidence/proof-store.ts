import type { Db } from '../context.ts'
import { NotFound } from '../refused.ts'

/** What is kept with a signature so that it can be checked again. Certificates and token DER. */
export interface SignatureProof {
  /** Of the signer and of the timestamp's authority, up to the pinned roots. */
  readonly chain: readonly Uint8Array[]
  readonly timestampToken: Uint8Array | null
}

export async function signatureProof(db: Db, signatureId: string): Promise<SignatureProof> {
  const row = await db
    .selectFrom('signature')
    .select(['chain', 'timestamp_token', 'timestamp_chain'])
    .where('id', '=', signatureId)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound()
  const chain = [...row.chain, ...(row.timestamp_chain ?? [])]
  return {
    chain: chain.map((der) => new Uint8Array(der)),
    timestampToken: row.timestamp_token === null ? null : new Uint8Array(row.timestamp_token),
  }
}
