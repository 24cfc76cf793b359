import { equalBytes } from './bytes.ts'
import { parseCertificate } from './certificate.ts'
import { parseCms } from './cms.ts'
import { writeMessage } from './cms-writer.ts'
import { readDer } from './der.ts'
import { readOrNull } from './signer-check.ts'

/**
 * Is this message, byte by byte, what `buildCms` writes? Then each of its bytes counts: those that no signature covers
 * can be no others. False for what can't be read.
 */
export function isOwnForm(cms: Uint8Array): boolean {
  const found = readOrNull(() => {
    const message = parseCms(cms)
    const [signer] = message.signers
    const [der] = message.certificates
    if (signer?.signed == null || der === undefined) return null
    return writeMessage({
      contentType: message.contentType,
      digestAlgorithm: signer.digestAlgorithm,
      signatureAlgorithm: signer.signatureAlgorithm,
      attributes: readDer(signer.signed.bytes).content,
      certificate: parseCertificate(der),
      signature: signer.signature,
      content: message.content,
    })
  })
  return found !== null && equalBytes(found, cms)
}
