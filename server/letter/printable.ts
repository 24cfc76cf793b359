import type { LetterLanguage } from '../../domain/language.ts'
import { coverageOf, letterFonts } from './letter-fonts.ts'

const tenge: Record<LetterLanguage, string> = { kk: 'теңге', ru: 'тенге' }

// Control and format characters print nothing and may hide or turn the text round; variation selectors only choose
// an emoji's colour.
const invisible = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[\t\p{Zs}]/gu, (space) => (space === '\u00a0' ? space : ' '))
    .replace(/\n/g, '\u2028')
    .replace(invisible, '')
    .replace(/\u2028/g, '\n')
    .replace(/\u2015/g, '—')
}

let covered: Set<number>[] | undefined
function hasGlyph(character: string): boolean {
  covered ??= letterFonts().map(coverageOf)
  const code = character.codePointAt(0) ?? 0
  return covered.every((face) => face.has(code)) && !/\p{Co}/u.test(character)
}

/**
 * The characters of `text` that the font of letters has no shape for, each once; they would be printed as their codes.
 * ₸ is not among them: it is printed as a word. For telling the client before the letter is made.
 */
export function unprintable(text: string): string[] {
  return [...new Set(tidy(text))].filter(
    (character) => character !== '\n' && character !== '₸' && !hasGlyph(character),
  )
}

/**
 * The text as a letter can print it, new lines kept: composed (NFC), without invisible characters, ₸ as a word, and
 * what has no shape in the font as its code, «[U+1F600]». PDF/A refuses a missing shape, and a silent gap would be
 * worse: the client sees before signing what is printed there.
 */
export function printable(text: string, language: LetterLanguage): string {
  return [...tidy(text).replace(/ ?₸/g, `\u00a0${tenge[language]}`)]
    .map((character) => (character === '\n' || hasGlyph(character) ? character : codeOf(character)))
    .join('')
}

const codeOf = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** Paragraphs or lines of a text: cut at new lines, blank ones dropped. */
export function printableLines(text: string, language: LetterLanguage): string[] {
  return printable(text, language)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A text that must stay in one line of thought: an address, a file name. */
export function printableLine(text: string, language: LetterLanguage): string {
  return printableLines(text, language).join(' ')
}
