import type { EgovMobileSigned } from '../../wire/egov-mobile.ts'
import { signedKeptMs } from './egov-mobile-state.ts'

/** Of a code, what a client's page needs to know of its signature; `signedAt` is epoch milliseconds. */
interface Code {
  readonly id: string
  readonly signedAt: number | null
  readonly purpose:
    | { readonly kind: 'letter'; readonly letterId: string }
    | { readonly kind: 'submission'; readonly submissionLetterId: string }
    | { readonly kind: 'reply' | 'signIn' | 'void' }
}

/** §8.2: signed with eGov Mobile by a client, and «Жіберу» not pressed yet; null: nothing is. */
export function signedRow(code: Code | null): EgovMobileSigned | null {
  if (code === null || code.signedAt === null) return null
  const { purpose } = code
  if (purpose.kind !== 'letter' && purpose.kind !== 'submission') return null
  return {
    egovMobileSigningId: code.id,
    letterId: purpose.kind === 'letter' ? purpose.letterId : purpose.submissionLetterId,
    signedAt: new Date(code.signedAt).toISOString(),
    keptUntil: new Date(code.signedAt + signedKeptMs).toISOString(),
  }
}
