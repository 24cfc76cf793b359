import { isEmail } from '../person/email.ts'
import { type Refusal, refuse } from '../refusal.ts'

// §5: of the block in the upper right corner only address and e-mail are the client's to edit, for this letter alone.

/** §5: the address must be there (АППК art. 63), 10–300 characters. */
export function checkAddress(address: string): Refusal | null {
  const length = [...address.trim()].length
  if (length === 0) return refuse('required')
  if (length < 10) return refuse('too_short', { n: 10 })
  return length > 300 ? refuse('too_long', { n: 300 }) : null
}

/** §5: e-mail may be empty; notices then stay in the cabinet. */
export function checkEmail(email: string): Refusal | null {
  return email.trim() === '' || isEmail(email.trim()) ? null : refuse('email_invalid')
}
