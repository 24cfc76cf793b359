import { parseCertificate } from '../../eds/certificate.ts'
import type { KeptVerdict } from './kept-verdict-store.ts'

/** A timestamp whose authority's certificates end: from then on somebody else may no longer accept it. */
export interface TimestampLapse {
  readonly signatureId: string
  readonly appealId: string
  /** The name of the timestamp authority. */
  readonly authority: string
  /** Epoch milliseconds: the first end of a certificate from the timestamp authority up to below the root. */
  readonly until: number
}

/** How long before the end it is told: a year, so that new timestamps can be planned and paid for. */
const toldBeforeMs = 366 * 86_400_000

/** A kept timestamp that lapses within a year of `now`, or has lapsed; null where it lasts or there is none. */
export function timestampLapse(
  { id, appealId, timestampChain }: Pick<KeptVerdict, 'id' | 'appealId' | 'timestampChain'>,
  now: number,
): TimestampLapse | null {
  const [own, ...issuers] = (timestampChain ?? []).map((der) => parseCertificate(der).facts)
  if (own === undefined) return null
  // A pinned root is trusted as it is pinned.
  const until = Math.min(own.notAfter, ...issuers.slice(0, -1).map(({ notAfter }) => notAfter))
  const authority = own.subject.commonName ?? own.serial
  return until <= now + toldBeforeMs ? { signatureId: id, appealId, authority, until } : null
}
