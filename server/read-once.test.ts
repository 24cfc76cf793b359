import { expect, test } from 'vitest'
import { readOnce } from './read-once.ts'

test('the same text is read once, another again, and only the latest are remembered', () => {
  const reads: string[] = []
  const read = readOnce((text) => {
    reads.push(text)
    return { text }
  }, 2)
  const a = read('a')
  expect(read('a')).toBe(a)
  expect(read('b')).toEqual({ text: 'b' })
  expect(read('c')).toEqual({ text: 'c' })
  expect(read('a')).not.toBe(a)
  expect(reads).toEqual(['a', 'b', 'c', 'a'])
})

test('what could not be read is tried again', () => {
  let right = false
  const read = readOnce(() => {
    if (!right) throw new RangeError('wrong')
    return 'right'
  })
  expect(() => read('a')).toThrow(RangeError)
  right = true
  expect(read('a')).toBe('right')
})
