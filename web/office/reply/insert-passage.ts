import { unresolvedIn } from '../../../domain/reply/placeholder.ts'

/** A text with a passage in it, and what the hand goes on with: the first thing left to fill, else its end. */
export interface Inserted {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Puts a passage where the caret is; at the end, as a paragraph of its own, where the writer was not in the text. */
export function insertedPassage(text: string, passage: string, caret: number | null): Inserted {
  if (caret === null) {
    const before = text.trim() === '' ? '' : `${text.trimEnd()}\n\n`
    return { text: `${before}${passage}`, ...handAt(passage, before.length) }
  }
  const at = Math.min(caret, text.length)
  return { text: `${text.slice(0, at)}${passage}${text.slice(at)}`, ...handAt(passage, at) }
}

/** A letter that begins with a template. */
export const replacedBy = (template: string): Inserted => ({ text: template, ...handAt(template, 0) })

function handAt(passage: string, at: number): Pick<Inserted, 'from' | 'to'> {
  const [first] = unresolvedIn(passage)
  if (first === undefined) return { from: at + passage.length, to: at + passage.length }
  const from = at + passage.indexOf(first)
  return { from, to: from + first.length }
}
