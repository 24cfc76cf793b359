import { equalBytes } from '../../eds/bytes.ts'
import type { Certificate } from '../../eds/certificate.ts'
import { parseCrl } from '../../eds/crl.ts'
import { ocspRequest, parseOcsp } from '../../eds/ocsp.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import { readOrNull } from '../../eds/signer-check.ts'
import type { AuthorityAddresses } from '../config.ts'

const patienceMs = 10_000
const longestAnswer = 64 * 1024
const longestList = 64 * 1024 * 1024
/** A fetched list serves every check of the process for so long. */
const listKeptMs = 15 * 60_000

const keptLists = new Map<string, { readonly bytes: Uint8Array; readonly fetchedAt: number }>()

/** The authority could not be reached, or said that it can't answer: the only case in which lists stand in. */
class Unreachable extends Error {}

/**
 * Asks about a chain (kz-pki notes 1.10, step 11): OCSP for the signer's certificate, lists when the responder can't be
 * reached, and always the lists of the authorities above the issuing one. A bad answer is handed on as it is, so that it
 * decides nothing: it is never outvoted by a list.
 */
export async function askAuthority(
  addresses: AuthorityAddresses,
  chain: readonly Certificate[],
  now: number,
): Promise<RevocationEvidence> {
  const [leaf, issuer] = chain
  if (leaf === undefined || issuer === undefined) return { ocsp: [], crls: [] }
  const ocsp = await askResponder(addresses.ocsp, leaf, issuer)
  const wanted = ocsp === null ? chain.slice(1) : chain.slice(2)
  return {
    ocsp: ocsp === null ? [] : [ocsp],
    crls: wanted.length === 0 ? [] : await listsOf(addresses.lists, wanted, now),
  }
}

/** The answer, or null when the responder can't be reached. An answer to somebody else's question counts as none. */
async function askResponder(
  address: string,
  leaf: Certificate,
  issuer: Certificate,
): Promise<Uint8Array | null> {
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  const body = await ocspRequest(leaf, issuer, nonce)
  try {
    const bytes = await received(address, longestAnswer, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/ocsp-request' },
    })
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
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const address of addresses) {
    const bytes = await fetchedList(address, now)
    const list = bytes === null ? null : readOrNull(() => parseCrl(bytes))
    const concerns = issuers.some((one) => list !== null && equalBytes(list.issuerName, one.subjectName))
    if (bytes !== null && concerns) found.push(bytes)
  }
  return found
}

async function fetchedList(address: string, now: number): Promise<Uint8Array | null> {
  const kept = keptLists.get(address)
  if (kept !== undefined && now >= kept.fetchedAt && now - kept.fetchedAt < listKeptMs) return kept.bytes
  try {
    const bytes = await received(address, longestList, {})
    keptLists.set(address, { bytes, fetchedAt: now })
    return bytes
  } catch (error) {
    if (error instanceof Unreachable) return null
    throw error
  }
}

/** The body of a 200 within the limits of time and size; redirects are not followed. Throws Unreachable. */
async function received(address: string, limit: number, request: RequestInit): Promise<Uint8Array> {
  try {
    const response = await fetch(address, {
      ...request,
      // A filter before the services answers an empty name with a redirect.
      headers: { ...request.headers, 'user-agent': 'otinish' },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status !== 200 || response.body === null) throw new Unreachable(`HTTP ${response.status}`)
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of response.body) {
      length += part.length
      if (length > limit) throw new Unreachable('too long an answer')
      parts.push(part)
    }
    return new Uint8Array(Buffer.concat(parts))
  } catch (error) {
    if (error instanceof Unreachable) throw error
    throw new Unreachable(error instanceof Error ? error.message : String(error))
  }
}
