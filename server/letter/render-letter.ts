import { composeLetter, sheetText } from './compose-letter.ts'
import type { Letter, RenderedDocument } from './letter.ts'
import { rendered } from './rendered.ts'

/**
 * §5, §8: the letter the client sees and signs. Rendered once, stored, never rendered again: the bytes are the same
 * for the same letter, but not across versions of Typst or of the template. Throws `TypstRefused`.
 */
export function renderLetter(letter: Letter): RenderedDocument {
  const sheet = composeLetter(letter)
  return rendered('letter.typ', sheet, letter.date, sheetText(sheet))
}
