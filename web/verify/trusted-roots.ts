import { toHex } from '../../eds/bytes.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { digestBytes } from '../../eds/digest.ts'
import { oids } from '../../eds/oids.ts'

/** A root that the company has installed; the site writes it into the page it serves (server/http/verify-page.ts). */
export interface TrustedRoot {
  readonly der: Uint8Array
  readonly name: string
  /** Subject key identifier, hexadecimal; null where the certificate has none. */
  readonly keyId: string | null
  /** Fingerprint, hexadecimal. */
  readonly sha256: string
}

/** The roots that came with the page; none where it was not served by a site. */
export async function trustedRoots(): Promise<TrustedRoot[]> {
  const text = document.getElementById('trusted-roots')?.textContent ?? '[]'
  const listed: unknown = JSON.parse(text)
  const values = Array.isArray(listed) ? listed.filter((one): one is string => typeof one === 'string') : []
  return await Promise.all(
    values.map(async (base64) => {
      const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const { subject, ski, serial } = parseCertificate(der).facts
      return {
        der,
        name: subject.commonName ?? subject.organisation ?? serial,
        keyId: ski,
        sha256: toHex(await digestBytes(oids.sha256, der)),
      }
    }),
  )
}
