import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { inTab } from '../../tab-storage.ts'
import type { Proof, SignedLetter } from './send-letter.ts'

/** A finished signature that the server has not answered for, as this tab keeps it through reloads. */
export interface SignedHere extends SignedLetter {
  /** The day of the letter; it is void at the midnight that ends it. */
  readonly localDate: string
}

const keyOf = (personId: string, draftId: string): string => `${inTab.signed}${personId}.${draftId}`

/** Keeps it in this tab alone, for this person. Never throws: the page has it too. */
export function keepSignature(personId: string, draftId: string, signed: SignedHere): void {
  const { proof } = signed
  const cms =
    'cms' in proof ? [...proof.cms].map((byte) => byte.toString(16).padStart(2, '0')).join('') : undefined
  const kept = { ...signed, proof: { ...proof, cms } }
  try {
    sessionStorage.setItem(keyOf(personId, draftId), JSON.stringify(kept))
  } catch {
    // No storage: it lives as long as the page.
  }
}

export function forgetSigned(personId: string, draftId: string): void {
  try {
    sessionStorage.removeItem(keyOf(personId, draftId))
  } catch {
    // There was none.
  }
}

/** The signature that waits for this draft, or null. */
export function signedHere(personId: string, draftId: string): SignedHere | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(personId, draftId)) ?? 'null')
    const proof = proofOf(kept?.proof)
    if (proof === null || typeof kept.letterId !== 'string') return null
    return { letterId: kept.letterId, idempotencyKey: kept.idempotencyKey, localDate: kept.localDate, proof }
  } catch {
    return null
  }
}

function proofOf(
  kept: { method?: unknown; cms?: unknown; egovMobileSigningId?: unknown } | undefined,
): Proof | null {
  if (kept?.method === 'egovQr' && typeof kept.egovMobileSigningId === 'string') {
    return { method: kept.method, egovMobileSigningId: kept.egovMobileSigningId }
  }
  if ((kept?.method === 'keyFile' || kept?.method === 'ncaLayer') && typeof kept.cms === 'string') {
    const bytes = (kept.cms.match(/../g) ?? []).map((pair: string) => Number.parseInt(pair, 16))
    return { method: kept.method, cms: Uint8Array.from(bytes) }
  }
  return null
}

/** Whether a signature waits that still holds today. */
export const isSignedNotSent = (personId: string, draftId: string, today: PlainDate | string): boolean =>
  signedHere(personId, draftId)?.localDate === today
