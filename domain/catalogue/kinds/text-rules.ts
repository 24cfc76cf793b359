import { type Refusal, refuse } from '../../refusal.ts'
import type { TextField } from '../field.ts'

// C0/C1 controls other than tab and newline, and bidirectional overrides, would make a signed text read otherwise.
const forbidden = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

/** Several characters of a kind: as many as a person counts, not bytes or code units. */
const lengthOf = (text: string): number => [...text].length

function checkLength(text: string, minLength: number, maxLength: number): Refusal | null {
  const length = lengthOf(text)
  if (length < minLength) return refuse('too_short', { n: minLength })
  return length > maxLength ? refuse('too_long', { n: maxLength }) : null
}

/** §5: one line or several; one line holds no line break. */
export function checkText(field: TextField, text: string): Refusal | null {
  const { minLength = 0, maxLength = 5000, pattern } = field.validation ?? {}
  const length = checkLength(text, minLength, maxLength)
  if (length !== null) return length
  if (forbidden.test(text) || (field.type === 'text' && text.includes('\n'))) {
    return refuse('characters_not_allowed')
  }
  return pattern === undefined || new RegExp(pattern, 'u').test(text) ? null : refuse('pattern_mismatch')
}

/** One free line of 10–300 characters (domain.md 4.4). */
export function checkAddressLine(text: string): Refusal | null {
  const length = checkLength(text, 10, 300)
  if (length !== null) return length
  return forbidden.test(text) || text.includes('\n') ? refuse('characters_not_allowed') : null
}
