import { fromHex } from '../../eds/bytes.ts'
import {
  bitString,
  enumerated,
  explicit,
  integer,
  positiveInteger,
  sequence,
  time,
} from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { signWith } from '../../eds/private-key.ts'
import type { Holder } from './authority.ts'
import { extension } from './certificate-writer.ts'
import { signatureAlgorithmOf } from './key-pair.ts'
import { type Revocation, reasonNumber } from './revocation-register.ts'

export interface ListOrder {
  readonly revoked: ReadonlyMap<string, Revocation>
  readonly number: number
  /** Makes it a delta on the base list of this number. */
  readonly deltaOf?: number
  /** Value of an issuingDistributionPoint, DER: what the list is about. Left out: everything. */
  readonly scope?: Uint8Array
  /** Entries as they are, DER, before the others. */
  readonly entries?: readonly Uint8Array[]
  /** Epoch milliseconds. */
  readonly thisUpdate: number
  readonly nextUpdate: number
}

/** A list of revoked certificates (RFC 5280, section 5), signed by the issuing authority. DER. */
export async function writeList(issuer: Holder, order: ListOrder): Promise<Uint8Array> {
  const algorithm = signatureAlgorithmOf(issuer.pair.privateKey)
  const revoked = [...order.revoked].map(([serial, { at, reason }]) =>
    sequence(
      positiveInteger(fromHex(serial)),
      time(at),
      sequence(extension(oids.reasonCode, enumerated(reasonNumber(reason)))),
    ),
  )
  const entries = [...(order.entries ?? []), ...revoked]
  const extensions = [
    extension(oids.crlNumber, integer(order.number)),
    ...(order.deltaOf === undefined
      ? []
      : [extension(oids.deltaCrlIndicator, integer(order.deltaOf), 'critical')]),
    ...(order.scope === undefined ? [] : [extension(oids.issuingDistributionPoint, order.scope, 'critical')]),
  ]
  const signedPart = sequence(
    integer(1),
    algorithm,
    issuer.certificate.subjectName,
    time(order.thisUpdate),
    time(order.nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    explicit(0, sequence(...extensions)),
  )
  return sequence(signedPart, algorithm, bitString(await signWith(issuer.pair.privateKey, signedPart)))
}
