import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { p, sumX } from './gost-sum.ts'

const n =
  0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n
const Point = weierstrass({
  p,
  n,
  h: 1n,
  a: p - 3n,
  b: 0xe8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760n,
  Gx: 3n,
  Gy: 0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
})
const scalar = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 3n, n - 1n, n - 2n, n >> 1n, 2n ** 511n),
  fc.bigInt({ min: 0n, max: n - 1n }),
)
const plain = (k: bigint) => (k === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(k))

test('the sum is that of the library, at the edges too', () => {
  fc.assert(
    fc.property(scalar, scalar, fc.bigInt({ min: 1n, max: n - 1n }), (u, v, d) => {
      const Q = plain(d)
      const expected = plain(u).add(v === 0n ? Point.ZERO : Q.multiplyUnsafe(v))
      expect(sumX(u, v, Q.toAffine())).toBe(expected.is0() ? null : expected.toAffine().x)
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 40) },
  )
})

test.each([
  ['the generator itself, doubled', 1n, 1n, 1n],
  ['the generator and its opposite', 1n, 1n, n - 1n],
  ['u·G = −v·Q', 6n, 3n, n - 2n],
  ['u·G = v·Q', 6n, 3n, 2n],
])('%s', (_, u, v, d) => {
  const Q = plain(d)
  const expected = plain(u).add(Q.multiplyUnsafe(v))
  expect(sumX(u, v, Q.toAffine())).toBe(expected.is0() ? null : expected.toAffine().x)
})
