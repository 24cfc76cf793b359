import { z } from 'zod'
import { fromBase64, toBase64 } from '../eds/bytes.ts'
import { type Authority, restoreAuthority } from '../pretend/certification-authority/authority.ts'
import type { Context, Db } from '../server/context.ts'
import { sealedUnder } from '../server/master-key/sealed-under.ts'
import { readDemo, recordDemo } from '../server/setting/setting-store.ts'
import { seal, unseal } from '../server/vault.ts'

const setting = 'demo.authority'
const about = sealedUnder.demoAuthority()

/** Keeps the played authority with its private keys, sealed by the master key, so that it can answer at every start. */
export async function keepAuthority(context: Context, authority: Authority, at: number): Promise<void> {
  if (!context.demo) throw new Error('a played authority is only for a demo database')
  const sealed = seal(context.config.masterKey, new TextEncoder().encode(authority.serialise()), about)
  await recordDemo(context.db, setting, toBase64(sealed), at)
}

/** The authority that was kept; null in a demo world made before any was. Throws for another master key. */
export async function keptAuthority(db: Db, masterKey: Uint8Array): Promise<Authority | null> {
  const left = await readDemo(db, setting)
  if (left === null) return null
  const sealed = fromBase64(z.base64().parse(left))
  return restoreAuthority(new TextDecoder().decode(unseal(masterKey, sealed, about)))
}
