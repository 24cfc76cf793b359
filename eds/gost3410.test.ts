import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixturesDir } from '../test/shared-fixtures.ts'
import { concatBytes, fromHex, numberToLittleEndian, toHex } from './bytes.ts'
import { gostPublicKey, newGostPrivateKey, signGost, verifyGost } from './gost3410.ts'
import { streebog512 } from './streebog.ts'

const key = newGostPrivateKey()
const publicKey = gostPublicKey(key)
const digest = streebog512(new TextEncoder().encode('өтініш'))
const signature = signGost(key, digest)
const r = signature.slice(0, 64)
const s = signature.slice(64)

test('the public key of 1 is the base point of paramSetA (RFC 7836, A.1)', () => {
  const base = gostPublicKey(numberToLittleEndian(1n, 64))
  expect(toHex(base.slice(0, 64).reverse())).toBe('3'.padStart(128, '0'))
  expect(toHex(base.slice(64).reverse())).toMatch(/^7503cfe87a836ae3a61b8816e25450e6/)
})

test('a signature verifies, and two of the same digest differ', () => {
  expect(verifyGost(publicKey, digest, signature)).toBe(true)
  const again = signGost(key, digest)
  expect(verifyGost(publicKey, digest, again)).toBe(true)
  expect(toHex(again.slice(0, 64))).not.toBe(toHex(r))
})

test.each([
  ['r and s swapped', concatBytes(s, r)],
  ['whole signature reversed', signature.slice().reverse()],
  ['each half reversed', concatBytes(r.slice().reverse(), s.slice().reverse())],
  ['one bit', signature.map((byte, i) => (i === 70 ? byte ^ 1 : byte))],
  ['r of zero', concatBytes(new Uint8Array(64), s)],
  ['s of zero', concatBytes(r, new Uint8Array(64))],
  ['r beyond the order', concatBytes(new Uint8Array(64).fill(255), s)],
  ['too short', signature.slice(0, 127)],
])('%s does not verify', (_name, changed) => {
  expect(verifyGost(publicKey, digest, changed)).toBe(false)
})

test('another digest or key, or a point off the curve, does not verify', () => {
  expect(
    verifyGost(
      publicKey,
      digest.map((b, i) => (i === 0 ? b ^ 1 : b)),
      signature,
    ),
  ).toBe(false)
  expect(verifyGost(gostPublicKey(newGostPrivateKey()), digest, signature)).toBe(false)
  expect(
    verifyGost(
      publicKey.map((b, i) => (i === 127 ? b ^ 1 : b)),
      digest,
      signature,
    ),
  ).toBe(false)
  expect(verifyGost(new Uint8Array(128), digest, signature)).toBe(false)
})

describe.skipIf(fixturesDir === undefined)('vector of the official provider (shared PKI fixtures)', () => {
  test('digest equal, signature valid, one flipped bit invalid', () => {
    const vector: Record<string, string> = JSON.parse(
      readFileSync(join(fixturesDir ?? '', 'vectors/gost2015_512_kalkan.json'), 'utf8'),
    )
    const made = streebog512(new TextEncoder().encode(vector.message_utf8))
    expect(toHex(made)).toBe(vector.streebog512_digest_hex_as_bytes)
    const own = gostPublicKey(fromHex(vector.private_scalar_hex_big_endian ?? '').reverse())
    const theirs = fromHex(vector.signature_hex_r_le_then_s_le ?? '')
    expect(verifyGost(own, made, theirs)).toBe(true)
    expect(
      verifyGost(
        own,
        made,
        theirs.map((b, i) => (i === 5 ? b ^ 4 : b)),
      ),
    ).toBe(false)
  })
})
