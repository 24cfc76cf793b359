import { expect, test } from 'vitest'
import { countText } from './count.ts'

test('a count beyond the exact one says that there are more', () => {
  expect(countText({ total: 47, more: false })).toBe('47')
  expect(countText({ total: 1000, more: false })).toBe('1\u00a0000')
  expect(countText({ total: 1000, more: true })).toBe('1\u00a0000+')
})
