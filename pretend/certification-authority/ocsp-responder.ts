import { contextTag, readDer, tag } from '../../eds/der.ts'
import { expectTag, integerHex, items, oidOf } from '../../eds/der-values.ts'
import { oids } from '../../eds/oids.ts'
import type { Holder } from './authority.ts'
import { writeAnswer } from './ocsp-answer.ts'
import type { RevocationRegister } from './revocation-register.ts'

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
  const statements = [{ id, status: register.statusOf(serial), thisUpdate: now }]
  return await writeAnswer(responder, { statements, producedAt: now, nonce })
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

/** Content of the nonce extension, itself an OCTET STRING, or null. */
function nonceIn(extensions: ReturnType<typeof readDer> | undefined): Uint8Array | null {
  for (const extension of extensions === undefined ? [] : items(extensions.children[0])) {
    const parts = items(extension)
    if (oidOf(parts[0]) === oids.ocspNonce) return expectTag(parts.at(-1), tag.octetString).content
  }
  return null
}
