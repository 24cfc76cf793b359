import { expect, test } from 'vitest'
import { hasShape } from '../../domain/catalogue/letter-characters.ts'
import { coverageOf, letterFonts } from './letter-fonts.ts'

test('what letters have a shape for is what all four styles of the typeface have, as written in domain/', () => {
  const styles = letterFonts().map(coverageOf)
  // Code points of private use mean nothing to anybody else.
  const covers = (code: number): boolean =>
    styles.every((style) => style.has(code)) && !/\p{Co}/u.test(String.fromCodePoint(code))
  const all = Array.from({ length: 0x11_0000 }, (_, code) => code)
  expect(all.filter(covers).length).toBeGreaterThan(500)
  const wrong = all.filter((code) => covers(code) !== hasShape(String.fromCodePoint(code)))
  expect(wrong.map((code) => code.toString(16))).toEqual([])
})
