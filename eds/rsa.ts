import { isSoundRsaKey } from './rsa-key.ts'

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/**
 * Whether `signature` is RSASSA-PKCS1-v1_5 with SHA-256 over `data` under a SubjectPublicKeyInfo (DER).
 * False, never an error, for a key that can't be read.
 */
export async function verifyRsa(spki: Uint8Array, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (!isSoundRsaKey(spki)) return false
  try {
    const key = await crypto.subtle.importKey('spki', new Uint8Array(spki), algorithm, false, ['verify'])
    return await crypto.subtle.verify(algorithm, key, new Uint8Array(signature), uncopied(data))
  } catch {
    return false
  }
}

/** The platform copies what it checks; a list of many megabytes is not copied once more before. */
const uncopied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  isOnArrayBuffer(bytes) ? bytes : new Uint8Array(bytes)
const isOnArrayBuffer = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer

/** Signs `data` with a PKCS#8 key (DER): RSASSA-PKCS1-v1_5, SHA-256. Rejects when the key can't be read. */
export async function signRsa(pkcs8: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign(algorithm, key, new Uint8Array(data)))
}
