import { contextTag } from '../../eds/der.ts'
import {
  bitString,
  encode,
  enumerated,
  explicit,
  generalizedTime,
  nullValue,
  octetString,
  oid,
  sequence,
} from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { signWith } from '../../eds/private-key.ts'
import type { Holder } from './authority.ts'
import { implicitOctets, signatureAlgorithmOf } from './key-pair.ts'
import { type Revocation, reasonNumber } from './revocation-register.ts'

/** What an answer says of one certificate. Times are epoch milliseconds. */
export interface StatementOrder {
  /** CertID, DER. */
  readonly id: Uint8Array
  readonly status: 'good' | 'unknown' | 'neverIssued' | Revocation
  readonly thisUpdate: number
  readonly nextUpdate?: number
}

export interface AnswerOrder {
  readonly statements: readonly StatementOrder[]
  readonly producedAt: number
  /** Content of the nonce extension. */
  readonly nonce?: Uint8Array | null
}

/** An OCSP answer (RFC 6960, section 4.2), signed by the responder, whose certificate comes along. DER. */
export async function writeAnswer(responder: Holder, order: AnswerOrder): Promise<Uint8Array> {
  const { nonce = null } = order
  const signedPart = sequence(
    explicit(1, responder.certificate.subjectName),
    generalizedTime(order.producedAt),
    sequence(...order.statements.map(writeStatement)),
    explicit(
      1,
      sequence(
        ...(nonce === null ? [] : [sequence(oid(oids.ocspNonce), octetString(nonce))]),
        sequence(oid(oids.ocspExtendedRevoke), octetString(nullValue())),
      ),
    ),
  )
  const basic = sequence(
    signedPart,
    signatureAlgorithmOf(responder.pair.privateKey),
    bitString(await signWith(responder.pair.privateKey, signedPart)),
    explicit(0, sequence(responder.certificate.der)),
  )
  return sequence(enumerated(0), explicit(0, sequence(oid(oids.ocspBasic), octetString(basic))))
}

function writeStatement({ id, status, thisUpdate, nextUpdate }: StatementOrder): Uint8Array {
  return sequence(
    id,
    writeStatus(status),
    generalizedTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [explicit(0, generalizedTime(nextUpdate))]),
  )
}

function writeStatus(status: StatementOrder['status']): Uint8Array {
  if (status === 'good') return implicitOctets(0, new Uint8Array())
  if (status === 'unknown') return implicitOctets(2, new Uint8Array())
  const { at, reason } = status === 'neverIssued' ? { at: 0, reason: 'certificateHold' as const } : status
  return encode(contextTag(1), generalizedTime(at), explicit(0, enumerated(reasonNumber(reason))))
}
