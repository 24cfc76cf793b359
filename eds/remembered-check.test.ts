import { expect, test } from 'vitest'
import { createAuthority } from '../pretend/certification-authority/authority.ts'
import { signWith } from './private-key.ts'
import { verifyRemembered } from './remembered-check.ts'

/** What was checked once is known again by every byte: of what was signed, of the key and of the signature. */
test.each([
  ['short, which is kept itself', 1000],
  ['long, which is kept by its digest', 10_000],
])('a good check is remembered for its own bytes alone: %s', async (_, length) => {
  const authority = await createAuthority({ now: new Date('2026-11-23T06:00:00Z') })
  const [signer, other] = [authority.issuing('rsa'), authority.root('rsa')]
  const data = new Uint8Array(length).fill(7)
  const signature = await signWith(signer.pair.privateKey, data)
  const check = (by: typeof signer, bytes: Uint8Array, signed = signature) =>
    verifyRemembered(by.certificate, 'rsa-sha256', bytes, signed)
  for (const _again of [1, 2]) {
    expect(await check(signer, data)).toBe(true)
    expect(await check(signer, data.with(length - 1, 8))).toBe(false)
    expect(await check(signer, data.subarray(1))).toBe(false)
    expect(await check(other, data)).toBe(false)
    expect(await check(signer, data, signature.with(0, (signature[0] ?? 0) ^ 1))).toBe(false)
  }
  // What the caller does with its bytes later changes nothing that is remembered.
  const copy = data.slice()
  expect(await check(signer, copy)).toBe(true)
  copy.fill(9)
  expect(await check(signer, copy)).toBe(false)
  expect(await check(signer, data)).toBe(true)
})
