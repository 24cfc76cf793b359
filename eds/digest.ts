import { sha256 } from '@noble/hashes/sha2.js'
import { streebog256, streebog512 } from '#streebog'
import { oids } from './oids.ts'

/** Algorithms `digestBytes` computes. SHA-1 and MD5 are not among them. */
export type DigestOid = typeof oids.sha256 | typeof oids.streebog256 | typeof oids.streebog512

/** Whether an object identifier names a digest we accept in a signature. */
export function isDigestOid(oid: string): oid is DigestOid {
  return oid === oids.sha256 || oid === oids.streebog256 || oid === oids.streebog512
}

/** Up to here a digest in JavaScript is ready before the platform has handed a job to another thread. */
const short = 4096

/** The digest of `data`. */
export async function digestBytes(oid: DigestOid, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (oid === oids.streebog512) return streebog512(data)
  if (oid === oids.streebog256) return streebog256(data)
  if (data.length <= short) return new Uint8Array(sha256(data))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data)))
}

/** Digests that only name something that a signature protects: a certificate, an issuer. Never what is signed. */
const naming: ReadonlyMap<string, string> = new Map([
  [oids.sha1, 'SHA-1'],
  [oids.sha384, 'SHA-384'],
  [oids.sha512, 'SHA-512'],
])

/** The digest by which a certificate or its issuer is named; null for an algorithm we don't compute. */
export async function namingDigest(oid: string, data: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  if (isDigestOid(oid)) return await digestBytes(oid, data)
  const algorithm = naming.get(oid)
  return algorithm === undefined
    ? null
    : new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(data)))
}
