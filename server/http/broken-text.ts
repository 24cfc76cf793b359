import { refuse } from '../../domain/refusal.ts'
import { HttpRefused } from '../refused.ts'

// No text of PostgreSQL can hold U+0000; half a surrogate pair is no character at all.
const broken = /\0|\p{Surrogate}/u

/** Throws 422 naming the field when a text in a request could not be stored as it was sent. */
export function refuseBrokenText(value: unknown, field = ''): void {
  if (typeof value === 'string') {
    if (!broken.test(value)) return
    throw new HttpRefused(422, 'request_invalid', {}, [{ field, refusal: refuse('characters_not_allowed') }])
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    refuseBrokenText(key, field)
    refuseBrokenText(inner, field === '' ? key : `${field}.${key}`)
  }
}
