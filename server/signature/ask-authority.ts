import { equalBytes } from '../../eds/bytes.ts'
import type { Certificate } from '../../eds/certificate.ts'
import { parseCrl } from '../../eds/crl.ts'
import { ocspRequest, parseOcsp } from '../../eds/ocsp.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import { readOrNull } from '../../eds/signer-check.ts'
import type { AuthorityAddresses } from '../config.ts'
import type { OutsideRound } from '../outside-round.ts'
import { received, Unreachable } from './authority-http.ts'

const longestAnswer = 64 * 1024
const longestList = 64 * 1024 * 1024
/** A fetched list serves every check of the process for so long. */
const listKeptMs = 15 * 60_000

/** How long somebody waits, where somebody does; or the round of work that this is a piece of. */
export interface Patience {
  /** For the responder, and again for all lists together; ten seconds a question where left out. */
  readonly patienceMs?: number
  readonly round?: OutsideRound
}
/** When to stop waiting; by itself where left out. */
type Until = { readonly signal?: AbortSignal; readonly round: OutsideRound | undefined }

interface KeptList {
  readonly bytes: Uint8Array
  readonly fetchedAt: number
}
const keptLists = new Map<string, KeptList>()

const isOver = (kept: KeptList | undefined, now: number): boolean =>
  kept !== undefined && (now < kept.fetchedAt || now - kept.fetchedAt >= listKeptMs)

/**
 * Asks about a chain (docs/signature-facts.md 1.10, step 11): OCSP for the signer's certificate, lists when the
 * responder can't be reached, and always the lists of the authorities above the issuing one. A bad answer is handed
 * on as it is, so that it decides nothing: it is never outvoted by a list.
 */
export async function askAuthority(
  addresses: AuthorityAddresses,
  chain: readonly Certificate[],
  now: number,
  { patienceMs, round }: Patience = {},
): Promise<RevocationEvidence> {
  const [leaf, issuer] = chain
  if (leaf === undefined || issuer === undefined) return { ocsp: [], crls: [] }
  const until = (): Until =>
    patienceMs === undefined ? { round } : { round, signal: AbortSignal.timeout(patienceMs) }
  const ocsp = await askResponder(addresses.ocsp, leaf, issuer, until())
  const wanted = ocsp === null ? chain.slice(1) : chain.slice(2)
  return {
    ocsp: ocsp === null ? [] : [ocsp],
    crls: wanted.length === 0 ? [] : await listsOf(addresses.lists, wanted, now, until()),
  }
}

/**
 * The answer, or null when the responder can't be reached. An answer to somebody else's question counts as none.
 */
async function askResponder(
  address: string,
  leaf: Certificate,
  issuer: Certificate,
  { round, ...until }: Until,
): Promise<Uint8Array | null> {
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  const body = await ocspRequest(leaf, issuer, nonce)
  try {
    const headers = { 'content-type': 'application/ocsp-request' }
    const request = { method: 'POST', body, headers, ...until }
    const bytes = await received(address, longestAnswer, request, round)
    const given = readOrNull(() => parseOcsp(bytes))?.nonce
    // Replayed: an old truth is a lie. Unreadable bytes in its place decide nothing.
    return given === undefined || given === null || equalBytes(given, nonce) ? bytes : Uint8Array.of(0)
  } catch (error) {
    if (error instanceof Unreachable) return null
    throw error
  }
}

/** The lists of these authorities, whole and deltas, that could be fetched. */
async function listsOf(
  addresses: readonly string[],
  issuers: readonly Certificate[],
  now: number,
  until: Until,
): Promise<Uint8Array[]> {
  // All or none again: a delta continues the whole list that was published with it, not last hour's.
  if (addresses.some((address) => isOver(keptLists.get(address), now)))
    for (const address of addresses) keptLists.delete(address)
  const found: Uint8Array[] = []
  for (const address of addresses) {
    const bytes = await fetchedList(address, now, until)
    const list = bytes === null ? null : readOrNull(() => parseCrl(bytes))
    const concerns = issuers.some((one) => list !== null && equalBytes(list.issuerName, one.subjectName))
    if (bytes !== null && concerns) found.push(bytes)
  }
  return found
}

async function fetchedList(
  address: string,
  now: number,
  { round, ...until }: Until,
): Promise<Uint8Array | null> {
  const kept = keptLists.get(address)
  if (kept !== undefined && !isOver(kept, now)) return kept.bytes
  try {
    const bytes = await received(address, longestList, until, round)
    keptLists.set(address, { bytes, fetchedAt: now })
    return bytes
  } catch (error) {
    if (error instanceof Unreachable) return null
    throw error
  }
}
