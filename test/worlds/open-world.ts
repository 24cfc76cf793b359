import { fromBase64, fromHex } from '../../eds/bytes.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { restoreAuthority } from '../../pretend/certification-authority/authority.ts'
import type { TestDatabase } from '../database.ts'
import { type AskedWorld, askedWorld, keyPassword } from '../signed-world.ts'
import { openWorld } from '../world.ts'
import { type KeptWorld, sealedBytes } from './kept-world.ts'

/** Serves a kept world, loaded and migrated before, with its files, its authority and its clock. */
export async function openKeptWorld(kept: KeptWorld, database: TestDatabase): Promise<AskedWorld> {
  const ground = { database, masterKey: fromHex(kept.masterKey) }
  const world = await askedWorld(restoreAuthority(kept.authority), kept.now, (asked) =>
    openWorld(ground, asked, async ({ files }) => {
      for (const [id, bytes] of Object.entries(kept.files)) await files.put(id, sealedBytes(id, bytes))
      return { people: kept.people, contracts: kept.contracts }
    }),
  )
  for (const [serial, revocation] of Object.entries(kept.revoked)) {
    world.services.register.revoke(serial, revocation)
  }
  // The site has moved to another port; its codes name the address that pages and phones use.
  await world.context.db.updateTable('phone_signing').set({ origin: world.origin }).execute()
  return world
}

/** A key of Айгерім that the world was kept with. */
export const keptKey = (kept: KeptWorld, algorithm: 'rsa' | 'gost2015'): OpenedKeyFile =>
  openKeyFile(fromBase64(kept.keys[algorithm]), keyPassword)

/** A code as it is read off the page now. */
export function qrHere(qr: string, { origin }: AskedWorld): { qr: string } {
  return { qr: qr.replace(/(?<=^mobileSign:)https?:\/\/[^/]+/, origin) }
}
