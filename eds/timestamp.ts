import { concatBytes, equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { dateProblems, findChain } from './chain.ts'
import { parseCms } from './cms.ts'
import { contextTag, DerError, type DerNode, readDer, tag } from './der.ts'
import { expectTag, integerHex, items, oidOf, preciseTimeOf, smallIntegerOf } from './der-values.ts'
import { boolean, integer, nullValue, octetString, oid, positiveInteger, sequence } from './der-writer.ts'
import { type DigestOid, digestBytes, isDigestOid } from './digest.ts'
import { oids } from './oids.ts'
import { maySign } from './purpose.ts'
import { findingsOn, type RevocationEvidence } from './revocation.ts'
import { certificatesOf, readOrNull, signatureDefects } from './signer-check.ts'
import { stateOf, type Verdict } from './verdict.ts'

/** What a timestamp token states (RFC 3161, section 2.4.2). Nothing here has been verified. */
export interface TimestampInfo {
  readonly policy: string
  readonly imprintAlgorithm: string
  readonly imprint: Uint8Array
  /** Hexadecimal. */
  readonly serial: string
  /** Epoch milliseconds. */
  readonly time: number
  readonly nonce: string | null
}

/**
 * By whom a token may be given, and what is known of revocations by `now`, epoch milliseconds; `evidence` is null when
 * nobody asks.
 */
export interface TimestampTrust {
  readonly anchors: readonly Certificate[]
  readonly intermediates: readonly Certificate[]
  readonly evidence?: RevocationEvidence | null
  readonly now: number
}

/**
 * What a token is worth: `ok`; `untrusted` when its authority can't be traced to a pinned root, was revoked, or its
 * algorithms are not ours: the time is then a claim; `invalid` when it is of other bytes or damaged.
 */
export interface TimestampFinding {
  readonly state: 'ok' | 'untrusted' | 'invalid'
  readonly info: TimestampInfo | null
  readonly authority: Certificate | null
  /**
   * From the authority's certificate to the pinned root; of one certificate where that is pinned, or nothing leads
   * there.
   */
  readonly chain: readonly Certificate[]
  /** What is known of the authority's certificate and of those above it. */
  readonly revocation: Verdict['revocation']
}

/** Reads TSTInfo. Throws DerError. */
export function parseTimestampInfo(bytes: Uint8Array): TimestampInfo {
  const [version, policy, imprint, serial, time, ...rest] = items(readDer(bytes))
  if (smallIntegerOf(version) !== 1) throw new DerError('version')
  const [algorithm, hash] = items(imprint)
  const nonce = nonceAmong(rest)
  return {
    policy: oidOf(policy),
    imprintAlgorithm: oidOf(items(algorithm)[0]),
    imprint: expectTag(hash, tag.octetString).content,
    serial: integerHex(serial),
    time: preciseTimeOf(time),
    nonce: nonce === undefined ? null : integerHex(nonce),
  }
}

/** accuracy, ordering, nonce, tsa and extensions, each at most once and in this order (RFC 3161, section 2.4.2). */
function nonceAmong(rest: readonly DerNode[]): DerNode | undefined {
  const order = [tag.sequence, tag.boolean, tag.integer, contextTag(0), contextTag(1)]
  const places = rest.map((node) => order.indexOf(node.tag))
  if (places.some((place, i) => place < 0 || place <= (places[i - 1] ?? -1))) throw new DerError('token')
  return rest.find((node) => node.tag === tag.integer)
}

/**
 * Checks a token over `stamped`, the value of a signature (docs/signature-facts.md 1.9 and 1.10, step 7). Certificates
 * of the authority must be valid at the token's own time and not revoked; where nobody knows, the token holds. Null
 * `stamped` leaves the imprint unchecked.
 */
export async function checkTimestamp(
  token: Uint8Array,
  stamped: Uint8Array | null,
  trust: TimestampTrust,
): Promise<TimestampFinding> {
  const message = readOrNull(() => parseCms(token))
  const [signer, ...others] = message?.signers ?? []
  if (message === null || signer === undefined || others.length > 0 || message.content === null)
    return { state: 'invalid', info: null, authority: null, chain: [], revocation: 'not_checked' }
  const { content } = message
  const info = readOrNull(() => parseTimestampInfo(content))
  const { certificate: authority, certificates } = certificatesOf(message, signer)
  const found = {
    info,
    authority,
    chain: authority === null ? [] : [authority],
    revocation: 'not_checked' as const,
  }
  if (info === null || message.contentType !== oids.timestampInfo) return { state: 'invalid', ...found }
  if (!isDigestOid(info.imprintAlgorithm)) return { state: 'untrusted', ...found }
  if (stamped !== null && !equalBytes(await digestBytes(info.imprintAlgorithm, stamped), info.imprint))
    return { state: 'invalid', ...found }
  if (authority === null) return { state: 'untrusted', ...found }

  const defects = await signatureDefects(message, signer, authority, content)
  if (defects.some((defect) => defect !== 'unsupported_algorithm')) return { state: 'invalid', ...found }
  if (defects.length > 0 || !isTimestamping(authority)) return { state: 'untrusted', ...found }
  const candidates = [...trust.intermediates, ...certificates.filter((one) => one !== authority)]
  const pinned = trust.anchors.some((anchor) => equalBytes(anchor.der, authority.der))
  const { problems, chain } = pinned
    ? { problems: dateProblems(authority, info.time), chain: found.chain }
    : await findChain(authority, candidates, trust.anchors, info.time)
  if (problems.length > 0 || trust.evidence == null)
    return { state: problems.length === 0 ? 'ok' : 'untrusted', ...found, chain }
  // What comes after the token's own time leaves it as it is, unless the key may have been in other hands then.
  const moment = { usedAt: info.time, proven: true, now: trust.now }
  const revocation = stateOf(await findingsOn(chain, trust.evidence, moment))
  return { state: revocation === 'revoked' ? 'untrusted' : 'ok', ...found, chain, revocation }
}

/** RFC 3161, section 2.3: one extended purpose, timestamping, and critical. */
function isTimestamping(certificate: Certificate): boolean {
  const { facts } = certificate
  return (
    maySign(certificate) &&
    facts.extendedKeyUsageCritical &&
    facts.extendedKeyUsage.length === 1 &&
    facts.extendedKeyUsage[0] === oids.timeStamping
  )
}

/** A request to stamp `bytes` (RFC 3161, section 2.4.1), asking for the authority's certificate. */
export async function timestampRequest(
  bytes: Uint8Array,
  algorithm: DigestOid,
  nonce: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const imprint = sequence(
    sequence(oid(algorithm), nullValue()),
    octetString(await digestBytes(algorithm, bytes)),
  )
  return sequence(integer(1), imprint, positiveInteger(concatBytes(nonce)), boolean(true))
}

/** The token of a TimeStampResp that was granted. Throws DerError for a refusal or anything else. */
export function timestampToken(response: Uint8Array): Uint8Array {
  const limits = { maxBytes: 256 * 1024, maxDepth: 32, maxNodes: 20_000 }
  const [status, token] = items(readDer(response, limits))
  const granted = smallIntegerOf(items(status)[0])
  if (granted > 1 || token === undefined || token.tag === contextTag(0)) throw new DerError('not granted')
  return token.bytes
}
