import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { plainBytes } from './plain-bytes.ts'
import { NotAsSealed } from './sealed-pieces.ts'

const ivBytes = 12
const tagBytes = 16
/** Bytes that sealing adds. */
export const sealOverhead = ivBytes + tagBytes

/** AES-256-GCM, one message: random IV first, tag last. `about` is bound to it and must be the same at opening. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Uint8Array {
  return plainBytes(Buffer.concat(sealChunks(key, [plain], about)))
}

/** The same of bytes that came in chunks: what is sealed, to be written one after another. */
export function sealChunks(key: Uint8Array, plain: readonly Uint8Array[], about: string): Uint8Array[] {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const body = plain.map((chunk) => cipher.update(chunk))
  return [iv, ...body, cipher.final(), cipher.getAuthTag()]
}

/**
 * The plain bytes, checked whole. Throws NotAsSealed when key, `about` or a single bit is not the one it was sealed
 * with.
 */
export function unseal(key: Uint8Array, sealed: Uint8Array, about: string): Uint8Array {
  if (sealed.length < sealOverhead) throw new NotAsSealed('sealed bytes are cut short')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes)).setAAD(
    Buffer.from(about),
  )
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const body = decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch {
    throw new NotAsSealed('sealed bytes are not as they were sealed')
  }
  return plainBytes(body)
}

export function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(32))
}
