import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumX } from './gost-sum.ts'
import { n, Point } from './gost3410.ts'

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
      const x = expected.is0() ? null : expected.toAffine().x
      // The second time the key is prepared, from the third on that is used.
      for (const time of ['first', 'second', 'third']) expect(sumX(u, v, Q.toAffine()), time).toBe(x)
      const opposite = plain(u).add(v === 0n ? Point.ZERO : Q.negate().multiplyUnsafe(v))
      expect(sumX(u, v, Q.negate().toAffine())).toBe(opposite.is0() ? null : opposite.toAffine().x)
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
  const x = expected.is0() ? null : expected.toAffine().x
  for (const time of ['first', 'second', 'third']) expect(sumX(u, v, Q.toAffine()), time).toBe(x)
})
