import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import { streebog256, streebog512 } from './streebog.ts'

/** RFC 6986 section 10 prints vectors highest byte first; ours have the lowest first. */
const printed = (bytes: Uint8Array) => toHex(bytes.slice().reverse())

describe('RFC 6986 section 10', () => {
  const m1 = new TextEncoder().encode('012345678901234567890123456789012345678901234567890123456789012')
  const m2 = fromHex(
    'fbe2e5f0eee3c820fbeafaebef20fffbf0e1e0f0f520e0ed20e8ece0ebe5f0f2f120fff0eeec20f120faf2fee5e2202ce8f6f3ede220e8e6eee1e8f0f2d1202ce8f0f2e5e220e5d1',
  ).reverse()

  test('M1', () => {
    expect(printed(streebog512(m1))).toBe(
      '486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b',
    )
    expect(printed(streebog256(m1))).toBe('00557be5e584fd52a449b16b0251d05d27f94ab76cbaa6da890b59d8ef1e159d')
  })
  test('M2', () => {
    expect(printed(streebog512(m2))).toBe(
      '28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e',
    )
    expect(printed(streebog256(m2))).toBe('508f7e553c06501d749a66fc28c6cac0b005746d97537fa85d9e40904efed29d')
  })
})

test('every length around a block gives another digest, and the carry of the sum is kept', () => {
  const seen = new Set<string>()
  for (let length = 0; length <= 200; length++)
    seen.add(toHex(streebog512(new Uint8Array(length).fill(0xff))))
  expect(seen.size).toBe(201)
})
