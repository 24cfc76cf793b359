import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedRange } from './byte-range.ts'

const file = { etag: '"a"', size: 100 }
const asked = (range: string | undefined, ifRange?: string, size = 100) =>
  askedRange(range, ifRange, { ...file, size })

test('RFC 9110 14.1.2: from, from and to, the last ones; cut at the end of the file', () => {
  expect(asked('bytes=0-')).toEqual({ first: 0, last: 99 })
  expect(asked('bytes=99-')).toEqual({ first: 99, last: 99 })
  expect(asked('bytes=10-19')).toEqual({ first: 10, last: 19 })
  expect(asked('Bytes=10-10')).toEqual({ first: 10, last: 10 })
  expect(asked('bytes=10-1000')).toEqual({ first: 10, last: 99 })
  expect(asked('bytes=-1')).toEqual({ first: 99, last: 99 })
  expect(asked('bytes=-100')).toEqual({ first: 0, last: 99 })
  expect(asked('bytes=-101')).toEqual({ first: 0, last: 99 })
  expect(asked(`bytes=5-${'9'.repeat(400)}`)).toEqual({ first: 5, last: 99 })
})

test('behind the end, of an empty file, and none of the last', () => {
  const behind = ['bytes=100-', 'bytes=100-200', 'bytes=-0', `bytes=${'9'.repeat(400)}-`]
  expect(behind.map((range) => asked(range))).toEqual(behind.map(() => 'beyond'))
  const ofNothing = ['bytes=0-', 'bytes=0-0', 'bytes=-1']
  expect(ofNothing.map((range) => asked(range, undefined, 0))).toEqual(ofNothing.map(() => 'beyond'))
})

test('what is no single range of bytes asks for all of it', () => {
  const others = [
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=20-10',
    'bytes=0-1,5-6',
    'bytes=0-,-1',
    'bytes=a-b',
    'bytes=-5-',
    'bytes=1.5-2',
    'lines=0-5',
    'bytes 0-5/100',
  ]
  expect(others.map((range) => asked(range))).toEqual(others.map(() => 'whole'))
})

test('If-Range: only the same file goes on; weak tags and dates are another', () => {
  expect(asked('bytes=50-', '"a"')).toEqual({ first: 50, last: 99 })
  for (const other of ['"b"', 'W/"a"', 'a', '', 'Mon, 12 Jan 2026 05:00:00 GMT']) {
    expect(asked('bytes=50-', other)).toBe('whole')
  }
  expect(asked('bytes=100-', '"b"')).toBe('whole')
})

test('a part always lies within the file', () => {
  const part = fc.oneof(fc.nat(300).map(String), fc.constant(''))
  fc.assert(
    fc.property(part, part, fc.nat(200), (from, to, size) => {
      const range = asked(`bytes=${from}-${to}`, undefined, size)
      if (typeof range === 'string') return
      expect(range.first).toBeGreaterThanOrEqual(0)
      expect(range.last).toBeGreaterThanOrEqual(range.first)
      expect(range.last).toBeLessThan(size)
    }),
  )
})
