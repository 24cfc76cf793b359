import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { type PrivateKey, wipe } from '../../eds/private-key.ts'
import type { Context } from '../context.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { seal, unseal } from '../vault.ts'
import { sealInUse } from './seal-store.ts'

/** The company's key, ready to seal. */
export interface CompanySeal {
  readonly id: string
  readonly certificate: Certificate
  /** From the certificate to the pinned root. */
  readonly chain: readonly Certificate[]
  /** A detached CMS over the content, as at this moment (epoch milliseconds). */
  sign(content: Uint8Array, at: number): Promise<Uint8Array>
}

/** The company's seal, where there is one that may be used now; null also when its certificate is out of date. */
export async function companySeal(context: Context): Promise<CompanySeal | null> {
  const kept = await sealInUse(context.db)
  if (kept === null) return null
  const certificate = parseCertificate(kept.certificate)
  const now = context.now()
  if (now < certificate.facts.notBefore || now > certificate.facts.notAfter) return null
  return {
    id: kept.id,
    certificate,
    chain: kept.chain.map(parseCertificate),
    async sign(content, at) {
      // Opened for each seal, so that a secret lies in memory no longer than it is used.
      const privateKey = openSecret(context, kept.id, certificate, kept.sealedKey)
      try {
        return await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
      } finally {
        wipe(privateKey)
      }
    },
  }
}

/** The secret of a key under the master key, bound to the row it is in. */
export function closeSecret(context: Context, id: string, key: PrivateKey): Uint8Array {
  const secret = key.algorithm === 'rsa' ? key.pkcs8 : key.scalar
  return seal(context.config.masterKey, secret, sealedUnder.companySeal(id))
}

function openSecret(
  { config }: Context,
  id: string,
  certificate: Certificate,
  sealedKey: Uint8Array,
): PrivateKey {
  const secret = unseal(config.masterKey, sealedKey, sealedUnder.companySeal(id))
  return certificate.facts.algorithm === 'rsa'
    ? { algorithm: 'rsa', pkcs8: secret }
    : { algorithm: 'gost2015-512', scalar: secret }
}
