import { contextTag, type DerNode, tag } from './der.ts'
import { items, oidOf } from './der-values.ts'
import { enumerated, explicit, octetString, oid, sequence } from './der-writer.ts'
import { oids } from './oids.ts'
import type { RevocationEvidence } from './revocation.ts'

/** As many lists and answers as are read in one message. */
const most = 16

const none: RevocationEvidence = { ocsp: [], crls: [] }

/** The lists and answers that a message carries beside its certificates: RevocationInfoChoices. Throws DerError. */
export function readRevocations(node: DerNode | undefined): RevocationEvidence {
  if (node === undefined) return none
  const choices = node.children.slice(0, most)
  return {
    crls: choices.filter((one) => one.tag === tag.sequence).map(({ bytes }) => bytes),
    ocsp: choices
      .filter((one) => one.tag === contextTag(1) && oidOf(one.children[0]) === oids.ocspInMessage)
      .flatMap(({ children: [, answer] }) => answer?.bytes ?? []),
  }
}

/** The same of the CAdES attribute revocationValues (ETSI EN 319 122-1, A.1.1.2). Throws DerError. */
export function readRevocationValues(unsigned: DerNode | undefined): RevocationEvidence {
  const attribute = unsigned?.children.find((one) => oidOf(items(one)[0]) === oids.revocationValues)
  if (attribute === undefined) return none
  const fields = items(items(items(attribute)[1], tag.set)[0])
  const of = (n: number) =>
    items(fields.find((field) => field.tag === contextTag(n))?.children[0] ?? emptyList).slice(0, most)
  return { crls: of(0).map(({ bytes }) => bytes), ocsp: of(1).map(({ bytes }) => wrapped(bytes)) }
}

const emptyList: DerNode = {
  tag: tag.sequence,
  content: new Uint8Array(),
  bytes: new Uint8Array(),
  children: [],
}

/** What is kept there is a BasicOCSPResponse; answers go by the whole. */
const wrapped = (basic: Uint8Array): Uint8Array =>
  sequence(enumerated(0), explicit(0, sequence(oid(oids.ocspBasic), octetString(basic))))
