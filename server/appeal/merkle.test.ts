import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rootOf } from './merkle.ts'

const texts = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 })

test('one leaf is hashed as a leaf, two as a node of both (RFC 6962, 2.1)', () => {
  const hash = (...parts: (Buffer | string)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
      .digest()
  const a = hash(Buffer.of(0), 'a')
  const b = hash(Buffer.of(0), 'b')
  expect(rootOf(['a'])).toBe(a.toString('hex'))
  expect(rootOf(['a', 'b'])).toBe(hash(Buffer.of(1), a, b).toString('hex'))
  const c = hash(Buffer.of(0), 'c')
  expect(rootOf(['a', 'b', 'c'])).toBe(hash(Buffer.of(1), hash(Buffer.of(1), a, b), c).toString('hex'))
})

test('a leaf more, less, changed or moved is another root', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.string(), (all, where, other) => {
      fc.pre(!all.includes(other))
      const place = where % all.length
      const root = rootOf(all)
      expect(rootOf([...all, other])).not.toBe(root)
      expect(rootOf(all.with(place, other))).not.toBe(root)
      if (all.length > 1) {
        expect(rootOf(all.toSpliced(place, 1))).not.toBe(root)
        expect(rootOf([...all].reverse())).not.toBe(root)
      }
    }),
  )
})
