import type { PlainDate } from '../calendar/plain-date.ts'
import { isEmail } from '../person/email.ts'
import { type Refusal, refuse } from '../refusal.ts'

/**
 * §5: the block in the upper right corner. Only `address` and `email` are the client's to edit, for this letter
 * alone.
 */
export interface Letterhead {
  readonly addressee: { readonly company: string; readonly to: string }
  readonly sender: {
    readonly name: string
    readonly iin: string
    readonly address: string
    readonly phone: string
    readonly email: string | null
  }
  readonly contract: { readonly number: string; readonly date: PlainDate }
}

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
