import { Readable } from 'node:stream'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A key pair of the age format (age-encryption.org/v1), as `age-keygen` makes it. */
export interface BackupKey {
  /** `AGE-SECRET-KEY-1…`: opens backups. */
  readonly secret: string
  /** `age1…`: makes them. */
  readonly public: string
}

export async function newBackupKey(): Promise<BackupKey> {
  const secret = await generateX25519Identity()
  return { secret, public: await identityToRecipient(secret) }
}

/** The public keys in a text, separated by commas; null where one is none. */
export function publicKeysIn(text: string): string[] | null {
  const keys = text.split(/[\s,]+/).filter((key) => key !== '')
  try {
    encrypterTo(keys)
  } catch {
    return null
  }
  return keys.length === 0 ? null : [...new Set(keys)].sort()
}

/** The secret keys in a key file; lines with `#` are its notes. Null where there is none, or one is not right. */
export async function secretKeysIn(file: string): Promise<string[] | null> {
  const keys = file
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  try {
    for (const key of keys) await identityToRecipient(key)
  } catch {
    return null
  }
  return keys.length === 0 ? null : keys
}

function encrypterTo(publicKeys: readonly string[]): Encrypter {
  const encrypter = new Encrypter()
  for (const key of publicKeys) encrypter.addRecipient(key)
  return encrypter
}

/** Bytes on their way through age, to the keys given. */
export async function encrypted(plain: Readable, publicKeys: readonly string[]): Promise<Readable> {
  return fromWeb(await encrypterTo(publicKeys).encrypt(toWeb(plain)))
}

/** What was encrypted is whole, but to nobody whose key was given. */
export class NoKeyFits extends Error {}

/** Throws NoKeyFits; the stream fails where the bytes are not what was encrypted. */
export async function decrypted(sealed: Readable, secretKeys: readonly string[]): Promise<Readable> {
  const decrypter = new Decrypter()
  for (const key of secretKeys) decrypter.addIdentity(key)
  try {
    return fromWeb(await decrypter.decrypt(toWeb(sealed)))
  } catch (error) {
    // The library has no kinds of errors.
    if (error instanceof Error && error.message.startsWith('no identity matched')) throw new NoKeyFits()
    throw error
  }
}

// The two declarations of the same streams, the browser's and Node.js's, do not know each other.
const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>
const fromWeb = (stream: ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0])
