import { createHash, randomUUID } from 'node:crypto'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { Db } from '../context.ts'

/** A key of the company as it is kept. Certificates DER, the key sealed under the master key. */
export interface KeptSeal {
  readonly id: string
  readonly certificate: Uint8Array
  /** From the certificate to the pinned root. */
  readonly chain: readonly Uint8Array[]
  readonly sealedKey: Uint8Array
  readonly addedAt: Date
}

/** The key in use; null where none was installed. */
export async function sealInUse(db: Db): Promise<KeptSeal | null> {
  const row = await db
    .selectFrom('company_seal')
    .selectAll()
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    certificate: new Uint8Array(row.certificate),
    chain: row.chain.map((der) => new Uint8Array(der)),
    sealedKey: new Uint8Array(row.sealed_key),
    addedAt: row.added_at,
  }
}

/** Whether the authority has finally called this key revoked, over a letter that it sealed. */
export async function isSealRevoked(db: Db, sealId: string): Promise<boolean> {
  const row = await db
    .selectFrom('signature')
    .select('id')
    .where('seal_id', '=', sealId)
    .where('revocation', '=', 'revoked')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Puts a key in the place of the one in use, whose secret is then forgotten: nothing is sealed with it any more. */
export async function replaceSeal(
  trx: Db,
  seal: Omit<KeptSeal, 'addedAt'> & { readonly addedAt: number },
): Promise<void> {
  await trx
    .updateTable('company_seal')
    .set({ removed_at: new Date(seal.addedAt), sealed_key: Buffer.alloc(0) })
    .where('removed_at', 'is', null)
    .execute()
  const values = {
    chain: seal.chain.map((der) => Buffer.from(der)),
    sealed_key: Buffer.from(seal.sealedKey),
    added_at: new Date(seal.addedAt),
    removed_at: null,
  }
  await trx
    .insertInto('company_seal')
    .values({ id: seal.id, certificate: Buffer.from(seal.certificate), ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** A seal over something of an appeal, with the answers on the seal's own certificate at that moment. */
export interface MadeSeal {
  readonly cms: Uint8Array
  readonly answers: RevocationEvidence
}

/** The seal over what has this SHA-256 (hexadecimal), if that was sealed with this key before. */
export async function findMadeSeal(
  db: Db,
  key: { appealId: string; sealed: string; sealId: string },
): Promise<(MadeSeal & { readonly madeAt: number }) | null> {
  const row = await db
    .selectFrom('made_seal')
    .select(['cms', 'answers', 'made_at'])
    .where('appeal_id', '=', key.appealId)
    .where('sealed', '=', key.sealed)
    .where('seal_id', '=', key.sealId)
    .executeTakeFirst()
  if (row === undefined) return null
  const stored = await db
    .selectFrom('revocation_answer')
    .select(['sha256', 'kind', 'bytes'])
    .where('sha256', 'in', row.answers.length === 0 ? [''] : row.answers)
    .execute()
  const ofKind = (kind: 'ocsp' | 'crl'): Uint8Array[] =>
    row.answers.flatMap((sha256) => {
      const answer = stored.find((one) => one.sha256 === sha256 && one.kind === kind)
      return answer === undefined ? [] : [new Uint8Array(answer.bytes)]
    })
  return {
    cms: new Uint8Array(row.cms),
    answers: { ocsp: ofKind('ocsp'), crls: ofKind('crl') },
    madeAt: row.made_at.getTime(),
  }
}

/**
 * Keeps a seal with its answers, in the place of one made before `since` (epoch milliseconds). Answers false when
 * another process was first: then that one's counts.
 */
export async function keepMadeSeal(
  trx: Db,
  key: { appealId: string; sealed: string; sealId: string },
  { cms, answers }: MadeSeal,
  { at, since }: { at: number; since: number },
): Promise<boolean> {
  const rows = [
    ...answers.ocsp.map((bytes) => ({ kind: 'ocsp' as const, bytes })),
    ...answers.crls.map((bytes) => ({ kind: 'crl' as const, bytes })),
  ].map(({ kind, bytes }) => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    kind,
    bytes: Buffer.from(bytes),
    received_at: new Date(at),
  }))
  if (rows.length > 0) {
    await trx
      .insertInto('revocation_answer')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const done = await trx
    .insertInto('made_seal')
    .values({
      appeal_id: key.appealId,
      sealed: key.sealed,
      seal_id: key.sealId,
      cms: Buffer.from(cms),
      answers: rows.map(({ sha256 }) => sha256),
      made_at: new Date(at),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['appeal_id', 'sealed', 'seal_id'])
        .doUpdateSet(({ ref }) => ({
          cms: ref('excluded.cms'),
          answers: ref('excluded.answers'),
          made_at: ref('excluded.made_at'),
        }))
        .where('made_seal.made_at', '<', new Date(since)),
    )
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** The id of a key: the one it had when it was installed before, else a new one. */
export async function sealIdOf(db: Db, certificate: Uint8Array): Promise<string> {
  const row = await db
    .selectFrom('company_seal')
    .select('id')
    .where('certificate', '=', Buffer.from(certificate))
    .executeTakeFirst()
  return row?.id ?? randomUUID()
}
