import { toBase64 } from '../../eds/bytes.ts'
import { contextTag } from '../../eds/der.ts'
import {
  bitString,
  encode,
  explicit,
  integer,
  octetString,
  oid,
  positiveInteger,
  sequence,
  time,
} from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { signWith } from '../../eds/private-key.ts'
import { writeName } from '../certification-authority/certificate-writer.ts'
import { newKeyPair, signatureAlgorithmOf } from '../certification-authority/key-pair.ts'

const subjectAlternativeName = '2.5.29.17'
const day = 86_400_000

/**
 * A fresh key and a certificate for 127.0.0.1 that signs itself, as PEM. NCALayer installs one of its own; a browser
 * takes this one only where it was told to. Valid from a day before to a month after `at`, epoch milliseconds.
 */
export async function loopbackCertificate(at: number): Promise<{ key: string; cert: string }> {
  const pair = await newKeyPair('rsa')
  const name = writeName([[oids.commonName, '127.0.0.1']])
  const algorithm = signatureAlgorithmOf(pair.privateKey)
  const address = encode(contextTag(7, 'primitive'), Uint8Array.of(127, 0, 0, 1))
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    positiveInteger(crypto.getRandomValues(new Uint8Array(16))),
    algorithm,
    name,
    sequence(time(at - day), time(at + 30 * day)),
    name,
    pair.publicKeyInfo,
    explicit(3, sequence(sequence(oid(subjectAlternativeName), octetString(sequence(address))))),
  )
  const signature = bitString(await signWith(pair.privateKey, toBeSigned))
  return {
    key: pem('PRIVATE KEY', pair.pkcs8),
    cert: pem('CERTIFICATE', sequence(toBeSigned, algorithm, signature)),
  }
}

/** RFC 7468. */
export function pem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
