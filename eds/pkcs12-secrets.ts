import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { concatBytes } from './bytes.ts'

/** What RFC 7292, appendix B.3, derives: a cipher's key, its first block, or the key of the MAC. */
export type Purpose = 'key' | 'firstBlock' | 'mac'

const purposeByte: Readonly<Record<Purpose, number>> = { key: 1, firstBlock: 2, mac: 3 }
const blockLength = 64

/** PKCS#12 password to bytes: big-endian UTF-16 with a terminating zero (RFC 7292, appendix B.1). */
export function passwordBytes(password: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * password.length + 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < password.length; i++) view.setUint16(2 * i, password.charCodeAt(i))
  return bytes
}

/** Key derivation of RFC 7292, appendix B.2, with SHA-1. `password` as `passwordBytes` gives it. */
export function deriveSecret(
  purpose: Purpose,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  const diversifier = new Uint8Array(blockLength).fill(purposeByte[purpose])
  const input = concatBytes(repeatToBlocks(salt), repeatToBlocks(password))
  const parts: Uint8Array[] = []
  for (let made = 0; made < length; made += 20) {
    let a = sha1(concatBytes(diversifier, input))
    for (let i = 1; i < iterations; i++) a = sha1(a)
    parts.push(a)
    const b = repeatToBlocks(a).subarray(0, blockLength)
    for (let start = 0; start < input.length; start += blockLength) addWithOne(input, start, b)
  }
  return concatBytes(...parts).slice(0, length)
}

/** HMAC-SHA1 of the authenticated part (RFC 7292, section 4). */
export function macOf(
  content: Uint8Array,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Uint8Array {
  return hmac(sha1, deriveSecret('mac', password, salt, iterations, 20), content)
}

function repeatToBlocks(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.ceil(bytes.length / blockLength) * blockLength)
  for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length] ?? 0
  return out
}

/** input[start..] = (input[start..] + addend + 1) mod 2^512, big-endian. */
function addWithOne(input: Uint8Array, start: number, addend: Uint8Array): void {
  let carry = 1
  for (let i = blockLength - 1; i >= 0; i--) {
    const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry
    input[start + i] = sum & 0xff
    carry = sum >> 8
  }
}
