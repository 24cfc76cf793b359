import { fromBase64 } from '../../eds/bytes.ts'
import type { Db } from '../context.ts'
import { readDemo } from '../setting/setting-store.ts'
import { sealedUnder } from './sealed-under.ts'

/** A secret as it lies in the database under the master key. */
export interface SealedSecret {
  readonly sealed: Uint8Array
  /** What it was bound to when it was sealed. */
  readonly about: string
}

/** File keys are as many as appeals: so many are read at a time. */
const batch = 5000

/** Every secret of the database that the master key must open. What was destroyed or forgotten is none. */
export async function* sealedSecrets(db: Db): AsyncGenerator<SealedSecret> {
  yield* await otherSecrets(db)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const keys = await db
      .selectFrom('file_key')
      .select(['id', 'wrapped'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute()
    for (const { id, wrapped } of keys) {
      after = id
      if (wrapped !== null) yield { sealed: wrapped, about: sealedUnder.fileKey(id) }
    }
    if (keys.length < batch) return
  }
}

/** All but the keys of files: one-time codes of staff, the company's seal, signatures of phones, a demo's authority. */
async function otherSecrets(db: Db): Promise<SealedSecret[]> {
  const staff = await db.selectFrom('staff').select(['id', 'totp_secret']).execute()
  const seals = await db
    .selectFrom('company_seal')
    .select(['id', 'sealed_key'])
    .where('removed_at', 'is', null)
    .execute()
  const phones = await db
    .selectFrom('phone_signing')
    .select(['id', 'cms'])
    .where('cms', 'is not', null)
    .execute()
  const authority = await readDemo(db, 'demo.authority')
  return [
    ...staff.map((row) => ({ sealed: row.totp_secret, about: sealedUnder.oneTimeCode(row.id) })),
    ...seals.map((row) => ({ sealed: row.sealed_key, about: sealedUnder.companySeal(row.id) })),
    ...phones.flatMap(({ id, cms }) =>
      cms === null ? [] : [{ sealed: cms, about: sealedUnder.egovMobileSignature(id) }],
    ),
    ...(typeof authority === 'string'
      ? [{ sealed: fromBase64(authority), about: sealedUnder.demoAuthority() }]
      : []),
  ]
}

/** Does this database hold anything that only its master key opens? */
export async function holdsSecrets(db: Db): Promise<boolean> {
  if ((await keyCheck(db)) !== null) return true
  for await (const _ of sealedSecrets(db)) return true
  return false
}

/** The known text under the key of this database; null before there is one. */
export async function keyCheck(db: Db): Promise<Uint8Array | null> {
  const row = await db.selectFrom('master_key_check').select('sealed').executeTakeFirst()
  return row?.sealed ?? null
}

/** Writes the check value; one that is there already stays. */
export async function keepKeyCheck(db: Db, sealed: Uint8Array, now: number): Promise<void> {
  await db
    .insertInto('master_key_check')
    .values({ sealed: Buffer.from(sealed), made_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
