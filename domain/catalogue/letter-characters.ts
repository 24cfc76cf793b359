import { type Refusal, refuse } from '../refusal.ts'

/**
 * What all four styles of PT Serif, the typeface of letters, have a shape for: code points, in hexadecimal. Taken on
 * 2026-11-30 from @expo-google-fonts/pt-serif 0.4.1; server/letter/letter-fonts.test.ts compares it with the fonts.
 */
const coveredCharacters = [
  '20-7e a0-109 10c-113 116-11f 122-127 12a-12b 12e-131 134-137 139-13e 141-148 14c-14d 150-165 16a-173 ',
  '178-17f 192 1f4-1f5 218-21b 237 2bc 2c6-2c7 2d8-2dd 301 394 3a9 3bc 3c0 401-40c 40e-44f 451-45c ',
  '45e-45f 462-463 472-475 48a-4c0 4c3-4f9 4fc-4fd 510-513 51c-51d 524-527 1e30-1e31 1e3e-1e3f ',
  '1e54-1e55 1e9e 2011 2013-2014 2018-201a 201c-201e 2020-2022 2026 2030 2039-203a 2044 2081-2084 20ac ',
  '20b4 20b6-20b7 20b9-20cf 2113 2116 2122 2126 212e 2202 2206 220f 2211-2212 2215 221a 221e 222b 2248 ',
  '2260 2264-2265 25ca 2c67-2c68 fb01-fb02 ',
].join('')

let covered: ReadonlySet<number> | undefined

function readCovered(): ReadonlySet<number> {
  const codes = new Set<number>()
  for (const range of coveredCharacters.trim().split(' ')) {
    const [first = '', last = first] = range.split('-')
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1) codes.add(code)
  }
  return codes
}

export function hasShape(character: string): boolean {
  covered ??= readCovered()
  return covered.has(character.codePointAt(0) ?? 0)
}

// Control and format characters print nothing and may hide or turn the text round; variation selectors only choose
// an emoji's colour.
const invisible = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu

/** A text as a letter has it: composed (NFC), each kind of new line as one, nothing that can't be seen. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[\t\p{Zs}]/gu, (space) => (space === '\u00a0' ? space : ' '))
    .replace(/\n/g, '\u2028')
    .replace(invisible, '')
    .replace(/\u2028/g, '\n')
    .replace(/\u2015/g, '—')
}

/**
 * The characters of a text that letters have no shape for, each once: printed as their codes, a few thousand cost
 * seconds. ₸ is not among them: it is printed as a word.
 */
function unprintable(text: string): string[] {
  return [...new Set(tidy(text))].filter(
    (character) => character !== '\n' && character !== '₸' && !hasShape(character),
  )
}

const mostNamed = 10

/** Why a text can't be printed as it is: it names what has no shape, and not all where there is much of it. */
export function shapeFault(text: string): Refusal | null {
  const found = unprintable(text)
  return found.length === 0
    ? null
    : refuse('characters_without_shape', { found: found.slice(0, mostNamed).join(' ') })
}
