/// <reference path="./forge-ciphers.d.ts" />
import des from 'node-forge/lib/des.js'
import rc2 from 'node-forge/lib/rc2.js'
import util from 'node-forge/lib/util.js'
import { oids } from './oids.ts'
import { deriveSecret } from './pkcs12-secrets.ts'

/** How one part of a key file is encrypted: a cipher by its object identifier, with salt and iterations. */
export interface PasswordScheme {
  readonly oid: string
  readonly salt: Uint8Array
  readonly iterations: number
}

/** Key length in bytes of the two ciphers that national key files use (docs/signature-facts.md 2). */
const keyLengths: ReadonlyMap<string, number> = new Map([
  [oids.pbeSha1TripleDes, 24],
  [oids.pbeSha1Rc2With40Bits, 5],
])

/** Plain bytes, or null when the padding is wrong or the scheme is not one of the two. */
export function decryptPart(
  scheme: PasswordScheme,
  password: Uint8Array,
  data: Uint8Array,
): Uint8Array | null {
  return run(scheme, password, data, 'decrypt')
}

/** Encrypted bytes. Throws RangeError when the scheme is not one of the two. */
export function encryptPart(scheme: PasswordScheme, password: Uint8Array, data: Uint8Array): Uint8Array {
  const encrypted = run(scheme, password, data, 'encrypt')
  if (encrypted === null) throw new RangeError('unknown scheme')
  return encrypted
}

/** True when `decryptPart` knows the scheme. */
export function isKnownScheme(oid: string): boolean {
  return keyLengths.has(oid)
}

function run(
  scheme: PasswordScheme,
  password: Uint8Array,
  data: Uint8Array,
  way: 'encrypt' | 'decrypt',
): Uint8Array | null {
  const keyLength = keyLengths.get(scheme.oid)
  if (keyLength === undefined) return null
  const { salt, iterations } = scheme
  const key = deriveSecret('key', password, salt, iterations, keyLength)
  const cipher = createCipher(scheme.oid, toBinary(key), way)
  key.fill(0)
  cipher.start(toBinary(deriveSecret('firstBlock', password, salt, iterations, 8)))
  cipher.update(util.createBuffer(toBinary(data)))
  if (!cipher.finish()) return null
  return Uint8Array.from(cipher.output.getBytes(), (letter) => letter.charCodeAt(0))
}

function createCipher(oid: string, key: string, way: 'encrypt' | 'decrypt'): ForgeCipher {
  if (oid === oids.pbeSha1TripleDes) {
    return way === 'encrypt' ? des.createEncryptionCipher(key) : des.createDecryptionCipher(key)
  }
  return way === 'encrypt' ? rc2.createEncryptionCipher(key, 40) : rc2.createDecryptionCipher(key, 40)
}

function toBinary(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
