import { connect } from '../../db/connect.ts'
import type { Db } from '../context.ts'
import type { Examined } from './examine-trust.ts'

/** A certificate that an operator has installed. */
export interface InstalledCertificate {
  readonly sha256: string
  readonly role: 'anchor' | 'intermediate'
  readonly listed: boolean
  readonly der: Uint8Array
  readonly addedAt: Date
}

export async function installedCertificates(db: Db): Promise<InstalledCertificate[]> {
  const rows = await db
    .selectFrom('trust_certificate')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('role')
    .orderBy('added_at')
    .orderBy('sha256')
    .execute()
  return rows.map(({ sha256, role, listed, der, added_at }) => ({
    sha256,
    role,
    listed,
    der: new Uint8Array(der),
    addedAt: added_at,
  }))
}

/** Installs certificates; only the schema's owner may, so that a serving process can't trust a new root. */
export async function installCertificates(
  ownerUrl: string,
  certificates: readonly Examined[],
  now: number,
): Promise<void> {
  const rows = certificates.flatMap(({ certificate, sha256, role, listed }) =>
    certificate === null
      ? []
      : [
          {
            sha256,
            role,
            listed,
            der: Buffer.from(certificate.der),
            added_at: new Date(now),
            removed_at: null,
          },
        ],
  )
  if (rows.length === 0) return
  await asOwner(ownerUrl, async (db) => {
    await db
      .insertInto('trust_certificate')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('sha256').doUpdateSet(({ ref }) => ({
          listed: ref('excluded.listed'),
          removed_at: null,
        })),
      )
      .execute()
  })
}

/** Takes one back; false when there is none whose digest begins so. The row stays as history. */
export async function removeCertificate(ownerUrl: string, sha256: string, now: number): Promise<boolean> {
  return await asOwner(ownerUrl, async (db) => {
    const done = await db
      .updateTable('trust_certificate')
      .set({ removed_at: new Date(now) })
      .where('sha256', '=', sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    return done.numUpdatedRows === 1n
  })
}

async function asOwner<Result>(ownerUrl: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = connect(ownerUrl, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
