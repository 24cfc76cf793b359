import { type Refusal, refuse } from '../../refusal.ts'
import { shapeFault } from '../letter-characters.ts'

/** Lengths in characters, `pattern` over the whole answer. */
export interface TextRules {
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
}

// C0/C1 controls other than tab and newline, and bidirectional overrides, would make a signed text read otherwise.
const forbidden = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

/** As many as a person counts, not bytes or code units. */
const lengthOf = (text: string): number => [...text].length

/** §5: a text of one line (`lines` 'one') or of several; one line holds no line break. */
export function checkText(
  { minLength = 0, maxLength = 5000, pattern }: TextRules,
  text: string,
  lines: 'one' | 'several',
): Refusal | null {
  const length = lengthOf(text)
  if (length < minLength) return refuse('too_short', { n: minLength })
  if (length > maxLength) return refuse('too_long', { n: maxLength })
  if (forbidden.test(text) || (lines === 'one' && text.includes('\n'))) {
    return refuse('characters_not_allowed')
  }
  const shapeless = shapeFault(text)
  if (shapeless !== null) return shapeless
  return pattern === undefined || new RegExp(pattern, 'u').test(text) ? null : refuse('pattern_mismatch')
}
