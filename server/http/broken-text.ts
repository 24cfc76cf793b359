import { refuse } from '../../domain/refusal.ts'
import { HttpRefused } from '../refused.ts'

// No text of PostgreSQL can hold U+0000; half a surrogate pair is no character at all.
const broken = /\0|\p{Surrogate}/u

// No form is as deep as ten; a walk as deep as somebody likes would end in a full stack.
const deepest = 32

/**
 * Throws 422 when a request could not be stored as it was sent: naming the field of such a text, or none where it is
 * nested without end.
 */
export function refuseBrokenText(value: unknown, field = '', depth = 0): void {
  if (typeof value === 'string') {
    if (!broken.test(value)) return
    throw new HttpRefused(422, 'request_invalid', {}, [{ field, refusal: refuse('characters_not_allowed') }])
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw new HttpRefused(422, 'request_invalid')
  for (const [key, inner] of Object.entries(value)) {
    refuseBrokenText(key, field, depth + 1)
    refuseBrokenText(inner, field === '' ? key : `${field}.${key}`, depth + 1)
  }
}
