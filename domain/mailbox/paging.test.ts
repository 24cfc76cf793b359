import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOf, rangeOf } from './paging.ts'

test('§2 two rows are «1–2 of 2», not «1 - 10 of 2»', () => {
  expect(rangeOf(1, 10, 2)).toEqual({ from: 1, to: 2 })
  expect(rangeOf(2, 10, 12)).toEqual({ from: 11, to: 12 })
  expect(rangeOf(1, 10, 0)).toEqual({ from: 0, to: 0 })
})

test('the pages of any list cover it once', () => {
  fc.assert(
    fc.property(fc.constantFrom(10, 25, 50), fc.integer({ min: 0, max: 5000 }), (size, total) => {
      const pages = Array.from({ length: pagesOf(size, total) }, (_, index) =>
        rangeOf(index + 1, size, total),
      )
      const rows = pages.reduce((sum, { from, to }) => sum + (total === 0 ? 0 : to - from + 1), 0)
      return rows === total
    }),
  )
})
