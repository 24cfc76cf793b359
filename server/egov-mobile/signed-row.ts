import type { EgovMobileSigned } from '../../wire/egov-mobile.ts'
import { signedKeptMs } from './egov-mobile-state.ts'
import type { EgovMobileRow } from './egov-mobile-store.ts'

/** §8.2: signed with eGov Mobile by a client, and «Жіберу» not pressed yet; null: nothing is. */
export function signedRow(row: EgovMobileRow | null): EgovMobileSigned | null {
  if (row === null || row.signedAt === null) return null
  const { purpose } = row
  if (purpose.kind !== 'letter' && purpose.kind !== 'submission') return null
  return {
    egovMobileSigningId: row.id,
    letterId: purpose.kind === 'letter' ? purpose.letterId : purpose.submissionLetterId,
    signedAt: new Date(row.signedAt).toISOString(),
    keptUntil: new Date(row.signedAt + signedKeptMs).toISOString(),
  }
}
