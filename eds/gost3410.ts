import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { streebog512 } from '#streebog'
import { concatBytes, numberFromLittleEndian, numberToLittleEndian } from './bytes.ts'
import { p, sumX } from './gost-sum.ts'

/**
 * GOST R 34.10-2015 with 512 bits over tc26-gost-3410-12-512-paramSetA (RFC 7836, A.1), in the byte
 * order of Kazakhstan's authority: every number is little-endian, a signature is r then s, a public key
 * x then y (docs/signature-facts.md 4.2; all other orders fail on every real sample).
 */
export const n =
  0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n
export const Point = weierstrass({
  p,
  n,
  h: 1n,
  a: p - 3n,
  b: 0xe8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760n,
  Gx: 3n,
  Gy: 0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
})
// A browser signs once: with the library's own 6 the preparing takes a tenth of a second longer than it saves.
const baseWindow = 3
Point.BASE.precompute(baseWindow)
const scalars = Point.Fn
const size = 64

/**
 * Whether `signature` (128 bytes, r then s) is of `digest` (64 bytes of Streebog-512) under `publicKey`
 * (128 bytes, x then y). False, never an error, for anything malformed, a point off the curve included.
 */
export function verifyGost(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 2 * size || digest.length !== size || signature.length !== 2 * size) return false
  const r = numberFromLittleEndian(signature.subarray(0, size))
  const s = numberFromLittleEndian(signature.subarray(size))
  if (r === 0n || r >= n || s === 0n || s >= n) return false
  try {
    const key = Point.fromAffine({
      x: numberFromLittleEndian(publicKey.subarray(0, size)),
      y: numberFromLittleEndian(publicKey.subarray(size)),
    })
    key.assertValidity()
    const v = scalars.inv(digestNumber(digest))
    const x = sumX(scalars.mul(s, v), scalars.neg(scalars.mul(r, v)), key.toAffine())
    return x !== null && x % n === r
  } catch {
    return false
  }
}

/**
 * Signs `digest` (64 bytes of Streebog-512) with the scalar `privateKey` (64 bytes, little-endian).
 * The nonce is hedged: randomness hashed together with key and digest, so that a weak random source
 * alone doesn't give the key away. Returns 128 bytes, r then s. Throws RangeError on a bad key.
 */
export function signGost(privateKey: Uint8Array, digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const d = privateNumber(privateKey)
  const e = digestNumber(digest)
  for (;;) {
    const k = hedgedNonce(privateKey, digest)
    const r = Point.BASE.multiply(k).toAffine().x % n
    const s = scalars.add(scalars.mul(r, d), scalars.mul(k, e))
    if (r !== 0n && s !== 0n) return concatBytes(numberToLittleEndian(r, size), numberToLittleEndian(s, size))
  }
}

/**
 * Makes now what the first signature would wait for, the generator's table: as long as several signatures take.
 */
export function prepareGost(): void {
  Point.BASE.precompute(baseWindow, false)
}

/** Signs and checks once, so that who comes next doesn't wait for tables and compilers. */
export function warmGost(): void {
  const key = new Uint8Array(size)
  key[0] = 1
  const digest = streebog512(key)
  verifyGost(gostPublicKey(key), digest, signGost(key, digest))
}

/** The public key (128 bytes, x then y) of a private scalar. Throws RangeError on a bad key. */
export function gostPublicKey(privateKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const { x, y } = Point.BASE.multiply(privateNumber(privateKey)).toAffine()
  return concatBytes(numberToLittleEndian(x, size), numberToLittleEndian(y, size))
}

/** A fresh private scalar, 64 bytes, little-endian. */
export function newGostPrivateKey(): Uint8Array<ArrayBuffer> {
  return numberToLittleEndian(hedgedNonce(new Uint8Array(size), new Uint8Array(size)), size)
}

function privateNumber(privateKey: Uint8Array): bigint {
  const d = numberFromLittleEndian(privateKey)
  if (privateKey.length !== size || d === 0n || d >= n) throw new RangeError('not a private key')
  return d
}

/** GOST R 34.10-2012, 6.1 step 2: the digest as a number modulo n, 0 replaced by 1. */
function digestNumber(digest: Uint8Array): bigint {
  return numberFromLittleEndian(digest) % n || 1n
}

function hedgedNonce(privateKey: Uint8Array, digest: Uint8Array): bigint {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(size))
    const k = numberFromLittleEndian(streebog512(concatBytes(random, privateKey, digest)))
    if (k !== 0n && k < n) return k
  }
}
