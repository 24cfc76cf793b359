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

/** What the commitments in the history of an appeal are salted with, hexadecimal, by submission and message. */
export async function saltsOf(db: Db, appealId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('submission')
    .select(['id', 'salt'])
    .where('appeal_id', '=', appealId)
    .unionAll(
      db
        .selectFrom('correspondence')
        .select(['id', 'salt'])
        .where('appeal_id', '=', appealId)
        .where('salt', 'is not', null)
        .$narrowType<{ salt: Buffer }>(),
    )
    .execute()
  return new Map(rows.map(({ id, salt }) => [id, salt.toString('hex')]))
}

/** The IIN of everybody who sent something in an appeal after its letter, by their ids. */
export async function sendersOf(db: Db, appealId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('person', 'person.id', 'submission.person_id')
    .select(['person.id', 'person.iin'])
    .where('submission.appeal_id', '=', appealId)
    .execute()
  return new Map(rows.map(({ id, iin }) => [id, iin]))
}

/** The file that each of these signatures over replies is over, by the signatures' ids. */
export async function signedFiles(db: Db, signatureIds: readonly string[]): Promise<Map<string, string>> {
  if (signatureIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('signature')
    .innerJoin('reply_letter', 'reply_letter.id', 'signature.reply_letter_id')
    .select(['signature.id', 'reply_letter.file_id'])
    .where('signature.id', 'in', [...signatureIds])
    .execute()
  return new Map(rows.map(({ id, file_id }) => [id, file_id]))
}
