import type { Verdict } from '../../eds/verdict.ts'
import type { Signer } from '../appeal/appeal-store.ts'

/** What the page and the viewing copy show of the certificate. */
export function signerOf({ signer }: Verdict): Signer {
  if (signer === null) throw new Error('a valid signature has a signer')
  const { subject, issuer } = signer
  return {
    name: [subject.commonName, subject.patronymic].filter((part) => part !== null).join(' '),
    iin: subject.iin ?? '',
    serial: signer.serial,
    issuer: issuer.commonName ?? issuer.organisation ?? '',
    notBefore: new Date(signer.notBefore).toISOString(),
    notAfter: new Date(signer.notAfter).toISOString(),
    algorithm: signer.algorithm,
  }
}
