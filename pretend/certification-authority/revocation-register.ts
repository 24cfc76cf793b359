import { type RevocationReason, revocationReasons } from '../../eds/crl.ts'

export interface Revocation {
  /** Epoch milliseconds. */
  readonly at: number
  readonly reason: RevocationReason
}

/** What the played authority knows of its certificates, by serial number (hexadecimal). */
export interface RevocationRegister {
  revoke(serial: string, revocation: Revocation): void
  /** Takes a hold back. */
  restore(serial: string): void
  /** A number that was never issued: answered as revoked since 1970 (RFC 6960, section 4.4.8). */
  forget(serial: string): void
  statusOf(serial: string): 'good' | 'neverIssued' | Revocation
  readonly revoked: ReadonlyMap<string, Revocation>
}

/** Everything is good until it is revoked. */
export function createRegister(): RevocationRegister {
  const revoked = new Map<string, Revocation>()
  const forgotten = new Set<string>()
  return {
    revoke: (serial, revocation) => void revoked.set(serial, revocation),
    restore: (serial) => void revoked.delete(serial),
    forget: (serial) => void forgotten.add(serial),
    statusOf: (serial) => (forgotten.has(serial) ? 'neverIssued' : (revoked.get(serial) ?? 'good')),
    revoked,
  }
}

/** The number of a reason in lists and answers. */
export const reasonNumber = (reason: RevocationReason): number => revocationReasons.indexOf(reason)
