import { randomBytes } from 'node:crypto'
import { buildCms } from '../../eds/cms-writer.ts'
import { readDer, tag } from '../../eds/der.ts'
import { items } from '../../eds/der-values.ts'
import { generalizedTime, integer, oid, positiveInteger, sequence } from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import type { Holder } from './authority.ts'

/** TSP policies of the national authority (docs/signature-facts.md 1.4). */
const policies = { rsa: '1.2.398.3.3.2.6.2', 'gost2015-512': '1.2.398.3.3.2.6.4' } as const

/** Answers one TimeStampReq (RFC 3161) with a granted token: no accuracy, no ordering, the nonce given back. */
export async function answerTimestamp(
  request: Uint8Array,
  authority: Holder,
  now: number,
): Promise<Uint8Array> {
  const [, imprint, ...rest] = items(readDer(request))
  const nonce = rest.find((node) => node.tag === tag.integer)
  const { privateKey } = authority.pair
  const info = sequence(
    integer(1),
    oid(policies[privateKey.algorithm]),
    imprint?.bytes ?? new Uint8Array(),
    positiveInteger(new Uint8Array(randomBytes(8))),
    generalizedTime(now),
    ...(nonce === undefined ? [] : [nonce.bytes]),
  )
  const token = await buildCms({
    content: info,
    contentType: oids.timestampInfo,
    certificate: authority.certificate,
    privateKey,
    signingTime: now,
    detached: false,
  })
  return sequence(sequence(integer(0)), token)
}
