import { expect, test } from 'vitest'
import { piecesOf } from './NoBreak.tsx'

test.each([
  ['Өтініш № АВ-71-004215 бойынша', ['№ АВ-71-004215']],
  ['Шығыс Ш-26-000123, 12.01.2026', ['Ш-26-000123']],
  ['АВ-71-004215', ['АВ-71-004215']],
  ['талоны 26-000138', ['26-000138']],
  ['2 / 2026-01-12', ['2 / 2026-01-12']],
  ['1-үй, 12-пәтер', ['1-үй', '12-пәтер']],
  ['Бекіте алатындар: Бекова Г. Т., Ким А.', ['Бекова Г. Т.', 'Ким А.']],
  ['Көктем', []],
])('no line ends inside a number or a date: %s', (text, whole) => {
  const pieces = piecesOf(text)
  expect(pieces.map(({ piece }) => piece).join('')).toBe(text)
  expect(pieces.filter((one) => one.whole).map(({ piece }) => piece)).toEqual(whole)
})
