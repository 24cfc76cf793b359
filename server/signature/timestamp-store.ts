import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { Db } from '../context.ts'

/** A signature that came without a token, or whose token is still to be asked for. Instants are epoch milliseconds. */
export interface Unstamped {
  readonly id: string
  readonly cmsFileId: string
  readonly receivedAt: number
  readonly tries: number
}

/** The signatures for which a timestamp is due, those waiting longest first. */
export async function unstampedSignatures(db: Db, now: number, limit: number): Promise<Unstamped[]> {
  const rows = await db
    .selectFrom('signature')
    .select(['id', 'cms_file_id', 'received_at', 'timestamp_tries'])
    .where('timestamp_due_at', '<=', new Date(now))
    .orderBy('timestamp_due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cmsFileId: row.cms_file_id,
    receivedAt: row.received_at.getTime(),
    tries: row.timestamp_tries,
  }))
}

export interface Stamp {
  readonly token: Uint8Array
  /** DER */
  readonly chain: readonly Uint8Array[]
  /** Epoch milliseconds. */
  readonly time: number
  /** What the authority said of the token's own authority. */
  readonly evidence: RevocationEvidence
}

/** Keeps a checked token; the first one stays, also when two were asked for at once. */
export async function keepStamp(db: Db, signatureId: string, { token, chain, time }: Stamp): Promise<void> {
  await db
    .updateTable('signature')
    .set({
      timestamp_token: Buffer.from(token),
      timestamp_chain: chain.map((der) => Buffer.from(der)),
      timestamped_at: new Date(time),
      timestamp_due_at: null,
    })
    .where('id', '=', signatureId)
    .where('timestamp_token', 'is', null)
    .execute()
}

/** No token this time: when to ask again. */
export async function postponeStamp(db: Db, signatureId: string, dueAt: number): Promise<void> {
  await db
    .updateTable('signature')
    .set((eb) => ({ timestamp_due_at: new Date(dueAt), timestamp_tries: eb('timestamp_tries', '+', 1) }))
    .where('id', '=', signatureId)
    .where('timestamp_token', 'is', null)
    .execute()
}
