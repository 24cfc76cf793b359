import { randomBytes } from 'node:crypto'
import { concatBytes } from '../../eds/bytes.ts'
import { contextTag, tag } from '../../eds/der.ts'
import {
  encode,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
} from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { encryptPart } from '../../eds/pkcs12-ciphers.ts'
import { macOf, passwordBytes } from '../../eds/pkcs12-secrets.ts'

export interface KeyFileContents {
  readonly pkcs8: Uint8Array
  readonly certificate: Uint8Array
  /** Subject key identifier: localKeyId and, in hexadecimal, friendlyName. */
  readonly keyIdentifier: Uint8Array
  readonly friendlyName: string
}

const iterations = 1024

/**
 * Writes a PKCS#12 file in the shape measured on every national key file (docs/signature-facts.md 2): Triple DES
 * for the key, 40-bit RC2 for the certificate, HMAC-SHA1, 1,024 iterations, no chain, indefinite lengths inside.
 */
export function writeKeyFile(contents: KeyFileContents, password: string): Uint8Array {
  const secret = passwordBytes(password)
  const attributes = setOf(
    sequence(oid(oids.localKeyId), setOf(octetString(contents.keyIdentifier))),
    sequence(oid(oids.friendlyName), setOf(encode(tag.bmpString, bigEndianUtf16(contents.friendlyName)))),
  )
  const key = encrypt(oids.pbeSha1TripleDes, secret, contents.pkcs8)
  const keyBag = sequence(
    oid(oids.shroudedKeyBag),
    explicit(0, sequence(key.scheme, octetString(key.encrypted))),
    attributes,
  )
  const certificateBag = sequence(
    oid(oids.certificateBag),
    explicit(0, sequence(oid(oids.x509Certificate), explicit(0, octetString(contents.certificate)))),
    attributes,
  )
  const safe = endless(
    tag.sequence,
    endless(tag.sequence, oid(oids.data), endless(contextTag(0), octetString(sequence(keyBag)))),
    endless(
      tag.sequence,
      oid(oids.encryptedData),
      endless(contextTag(0), encryptedData(secret, certificateBag)),
    ),
  )
  const salt = new Uint8Array(randomBytes(20))
  return sequence(
    integer(3),
    sequence(oid(oids.data), explicit(0, octetString(safe))),
    sequence(
      sequence(sequence(oid(oids.sha1), nullValue()), octetString(macOf(safe, secret, salt, iterations))),
      octetString(salt),
      integer(iterations),
    ),
  )
}

function encryptedData(secret: Uint8Array, certificateBag: Uint8Array): Uint8Array {
  const { scheme, encrypted } = encrypt(oids.pbeSha1Rc2With40Bits, secret, sequence(certificateBag))
  const pieces = [encrypted.subarray(0, -8), encrypted.subarray(-8)].map(octetString)
  return endless(
    tag.sequence,
    integer(0),
    endless(tag.sequence, oid(oids.data), scheme, endless(contextTag(0), ...pieces)),
  )
}

function encrypt(id: string, secret: Uint8Array, plain: Uint8Array) {
  const salt = new Uint8Array(randomBytes(20))
  return {
    scheme: sequence(oid(id), sequence(octetString(salt), integer(iterations))),
    encrypted: encryptPart({ oid: id, salt, iterations }, secret, plain),
  }
}

/** BER with indefinite length: content up to two zero bytes. */
function endless(identifier: number, ...content: readonly Uint8Array[]): Uint8Array {
  return concatBytes(Uint8Array.of(identifier, 0x80), ...content, Uint8Array.of(0, 0))
}

function bigEndianUtf16(text: string): Uint8Array {
  return passwordBytes(text).subarray(0, -2)
}
