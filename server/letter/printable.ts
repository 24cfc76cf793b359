import { hasShape, tidy } from '../../domain/catalogue/letter-characters.ts'
import type { LetterLanguage } from '../../domain/language.ts'

const tenge: Record<LetterLanguage, string> = { kk: 'теңге', ru: 'тенге' }

/**
 * The text as a letter can print it, new lines kept: composed (NFC), without invisible characters, ₸ as a word, and
 * what has no shape in the font as its code, «[U+1F600]». PDF/A refuses a missing shape, and a silent gap would be
 * worse: the client sees before signing what is printed there. What a person writes is refused before
 * (domain/catalogue/letter-characters.ts); names of files and companies may have more.
 */
export function printable(text: string, language: LetterLanguage): string {
  return [...tidy(text).replace(/ ?₸/g, `\u00a0${tenge[language]}`)]
    .map((character) => (character === '\n' || hasShape(character) ? character : codeOf(character)))
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
