import { expect, test } from 'vitest'
import { foldedLetter } from './searchable.ts'

test('the parts of joined words are found too', () => {
  expect(foldedLetter({ letter: 'АВ-71-004215', fileNames: [] })).toContain(' 71 ')
})

// Anybody can send it: a letter without a space must cost no more than any other.
test('a letter without a space is folded in the time of one with spaces', () => {
  const timed = (letter: string): number => {
    const begun = performance.now()
    foldedLetter({ letter, fileNames: [] })
    return performance.now() - begun
  }
  timed('сөз '.repeat(5_000))
  const plain = timed('сөз '.repeat(5_000))
  expect(timed('с'.repeat(20_000))).toBeLessThan(Math.max(plain * 20, 200))
})
