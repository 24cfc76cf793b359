import { equalBytes } from './bytes.ts'
import { type Certificate, datesAt } from './certificate.ts'
import { isSignedBy } from './issued-by.ts'
import { certificateScheme } from './public-key.ts'

export type ChainProblem =
  | 'chain_unknown'
  | 'cert_not_yet_valid'
  | 'cert_expired'
  | 'ca_not_yet_valid'
  | 'ca_expired'
  | 'unsupported_algorithm'

export interface ChainResult {
  /** From the signer's certificate to the pinned anchor; only the first when no chain was found. */
  readonly chain: readonly Certificate[]
  readonly problems: readonly ChainProblem[]
}

const longest = 6
/** Signatures checked in search of a chain. A message may bring authorities that all sign each other. */
const mostChecks = 24

/**
 * Looks for a way from `leaf` to a pinned anchor (docs/signature-facts.md 1.10, step 8): each link's signature
 * verified, each issuer an authority that may sign certificates, names compared by bytes, every certificate valid
 * at `at` (epoch ms). An anchor is trusted as it is pinned and need not be self-signed.
 */
export async function findChain(
  leaf: Certificate,
  candidates: readonly Certificate[],
  anchors: readonly Certificate[],
  at: number,
): Promise<ChainResult> {
  const problems: ChainProblem[] = []
  const scheme = certificateScheme(leaf.signatureAlgorithm)
  if (scheme === null) problems.push('unsupported_algorithm')
  const chain = scheme === null ? null : await bestPath(leaf, candidates, anchors, at)
  if (chain === null && scheme !== null) problems.push('chain_unknown')
  if (leaf.facts.unknownCritical.length > 0 && !problems.includes('chain_unknown'))
    problems.push('chain_unknown')

  problems.push(...dateProblems(leaf, at))
  const authorities = (chain?.slice(1) ?? []).map((one) => datesAt(one, at))
  if (authorities.includes('notYet')) problems.push('ca_not_yet_valid')
  if (authorities.includes('over')) problems.push('ca_expired')
  return { chain: chain ?? [leaf], problems }
}

/**
 * The first way on which every authority was in date; else the first of all, whose dates tell what is wrong. An
 * authority may have been renewed: the same name and key with other dates, or another root above it.
 */
async function bestPath(
  leaf: Certificate,
  candidates: readonly Certificate[],
  anchors: readonly Certificate[],
  at: number,
): Promise<readonly Certificate[] | null> {
  const inDateFirst = (all: readonly Certificate[]) =>
    [...all].sort((a, b) => Number(datesAt(a, at) !== 'within') - Number(datesAt(b, at) !== 'within'))
  const checks = { left: mostChecks }
  let first: readonly Certificate[] | null = null
  for await (const path of climb([leaf], inDateFirst(candidates), inDateFirst(anchors), checks)) {
    if (path.slice(1).every((one) => datesAt(one, at) === 'within')) return path
    first ??= path
  }
  return first
}

/** What is wrong with the dates of somebody's own certificate. */
export function dateProblems(certificate: Certificate, at: number): ChainProblem[] {
  const dates = datesAt(certificate, at)
  if (dates === 'notYet') return ['cert_not_yet_valid']
  return dates === 'over' ? ['cert_expired'] : []
}

async function* climb(
  path: readonly Certificate[],
  candidates: readonly Certificate[],
  anchors: readonly Certificate[],
  checks: { left: number },
): AsyncGenerator<readonly Certificate[]> {
  const last = path.at(-1)
  if (last === undefined) return
  for (const anchor of anchors)
    if (await isIssuedBy(last, anchor, path.length, checks)) yield [...path, anchor]
  if (path.length >= longest) return
  for (const candidate of candidates) {
    if (path.some((one) => equalBytes(one.der, candidate.der))) continue
    if (!(await isIssuedBy(last, candidate, path.length, checks))) continue
    yield* climb([...path, candidate], candidates, anchors, checks)
  }
}

/** `below` counts the certificates under the issuer; the signer's own does not use up its path length. */
async function isIssuedBy(
  certificate: Certificate,
  issuer: Certificate,
  below: number,
  checks: { left: number },
): Promise<boolean> {
  const { isCa, keyUsage, pathLength, unknownCritical, constrains } = issuer.facts
  if (!isCa || !keyUsage.includes('keyCertSign') || unknownCritical.length > 0 || constrains) return false
  if (pathLength !== null && below - 1 > pathLength) return false
  if (!equalBytes(certificate.issuerName, issuer.subjectName) || checks.left === 0) return false
  checks.left -= 1
  return await isSignedBy(certificate, issuer)
}
