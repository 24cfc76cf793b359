import { contextTag, readDer, tag } from '../../eds/der.ts'
import { expectTag, integerHex, items, oidOf } from '../../eds/der-values.ts'
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
import { type RevocationRegister, reasonNumber } from './revocation-register.ts'

/**
 * Answers one OCSP request as the national responder does (docs/signature-facts.md 1.8): no nextUpdate, the nonce
 * given back.
 */
export async function answerOcsp(
  request: Uint8Array,
  responder: Holder,
  register: RevocationRegister,
  now: number,
): Promise<Uint8Array> {
  const { id, serial, nonce } = readRequest(request)
  const signedPart = sequence(
    explicit(1, responder.certificate.subjectName),
    generalizedTime(now),
    sequence(sequence(id, statusOf(register.statusOf(serial)), generalizedTime(now))),
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

/** The certificate that a request asks about. Throws DerError. */
export function readRequest(request: Uint8Array) {
  const fields = items(items(readDer(request))[0])
  const list = fields.find((field) => field.tag === tag.sequence)
  const [id] = items(items(list)[0])
  const [, , keyHash, serial] = items(id)
  return {
    id: expectTag(id, tag.sequence).bytes,
    issuerKeyHash: expectTag(keyHash, tag.octetString).content,
    serial: integerHex(serial),
    nonce: nonceIn(fields.find((field) => field.tag === contextTag(2))),
  }
}

function statusOf(status: ReturnType<RevocationRegister['statusOf']>): Uint8Array {
  if (status === 'good') return implicitOctets(0, new Uint8Array())
  const { at, reason } = status === 'neverIssued' ? { at: 0, reason: 'certificateHold' as const } : status
  return encode(contextTag(1), generalizedTime(at), explicit(0, enumerated(reasonNumber(reason))))
}

/** Content of the nonce extension, itself an OCTET STRING, or null. */
function nonceIn(extensions: ReturnType<typeof readDer> | undefined): Uint8Array | null {
  for (const extension of extensions === undefined ? [] : items(extensions.children[0])) {
    const parts = items(extension)
    if (oidOf(parts[0]) === oids.ocspNonce) return expectTag(parts.at(-1), tag.octetString).content
  }
  return null
}
