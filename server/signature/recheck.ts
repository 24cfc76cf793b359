import { revocationOutcome } from '../../domain/signature/revocation-outcome.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { parseCms } from '../../eds/cms.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import { checkTimestamp } from '../../eds/timestamp.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { verifyCms } from '../../eds/verify.ts'
import { hexOf, readFile, sha256 } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { everTrusted, type KeptVerdict, keptVerdicts } from './kept-verdict-store.ts'
import { answersOf } from './revocation-store.ts'
import { measureOf } from './signed-document-store.ts'
import { signerOf } from './signer-of.ts'
import { type TimestampLapse, timestampLapse } from './timestamp-lapse.ts'

/** Something stored that what it was based on does not bear out. */
export interface Difference {
  readonly signatureId: string
  /** Whose document is signed. */
  readonly appealId: string
  /** What differs: a field of the verdict, or what it rests on. */
  readonly what:
    | 'files'
    | 'root'
    | 'result'
    | 'code'
    | 'revocation'
    | 'revokedAt'
    | 'signer'
    | 'chain'
    | 'timestamp'
  readonly stored: string
  readonly found: string
}

export interface Recheck {
  readonly checked: number
  /** Signatures whose files were erased with their appeal's key: nothing is left to check. */
  readonly erased: number
  readonly differences: readonly Difference[]
  /** Timestamps that will be worth less within a year: their authority's certificates end. No fault of a verdict. */
  readonly lapsing: readonly TimestampLapse[]
}

const page = 200

/**
 * Decides every stored verdict again from what is kept: document, CMS, chain, answers of the authority, timestamp.
 * Nobody is asked, and nothing is written. A verdict still open is decided as far as it goes without the authority.
 */
export async function recheckVerdicts(context: Context): Promise<Recheck> {
  const roots = await rootsEverTrusted(context)
  const differences: Difference[] = []
  const lapsing: TimestampLapse[] = []
  let [checked, erased, after] = [0, 0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const rows = await keptVerdicts(context.db, after, page)
    for (const kept of rows) {
      const found = await recheckOne(context, kept, roots)
      if (found === 'erased') erased += 1
      else {
        checked += 1
        differences.push(...found)
        const lapse = timestampLapse(kept, context.now())
        if (lapse !== null) lapsing.push(lapse)
      }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return { checked, erased, differences, lapsing }
    after = last.id
  }
}

/** SHA-256 of every root that was ever trusted here. */
export async function rootsEverTrusted({ db, trust }: Context): Promise<Set<string>> {
  const roots = await everTrusted(db)
  for (const der of trust.anchors) roots.add(hexOf(sha256(der)))
  return roots
}

/** One of them; the roots are all that were ever trusted here (`rootsEverTrusted`). */
export async function recheckOne(
  context: Context,
  kept: KeptVerdict,
  roots: ReadonlySet<string>,
): Promise<Difference[] | 'erased'> {
  const differs = (what: Difference['what'], stored: unknown, found: unknown): Difference[] =>
    stored === found
      ? []
      : [
          {
            signatureId: kept.id,
            appealId: kept.appealId,
            what,
            stored: String(stored),
            found: String(found),
          },
        ]
  let files: { cms: Uint8Array; content: Uint8Array }
  try {
    files = {
      cms: (await readFile(context, kept.cmsFileId)).bytes,
      content: (await readFile(context, kept.documentFileId)).bytes,
    }
  } catch (error) {
    if (error instanceof NotFound) return 'erased'
    return differs('files', 'as they were kept', error instanceof Error ? error.message : String(error))
  }
  try {
    const verdict = await verdictAgain(context, kept, files)
    const again = decidedAgain(kept, verdict)
    return [
      ...[kept.chain, kept.timestampChain ?? []].flatMap((chain) => rootDiffers(chain, roots, differs)),
      ...differs('result', kept.result, again.result),
      ...differs('revocation', kept.revocation, again.revocation),
      ...differs('code', kept.code, again.code),
      ...differs('revokedAt', kept.revokedAt, again.revokedAt),
      ...differs('chain', kept.chain.map(hexOf).join(), verdict.chain.map(hexOf).join()),
      ...differs('signer', sorted(kept.signer), verdict.signer === null ? '' : sorted(signerOf(verdict))),
      ...differs('timestamp', kept.timestampedAt, await stampedAgain(context, kept, files.cms)),
    ]
  } catch (error) {
    return differs('files', 'readable', error instanceof Error ? error.message : String(error))
  }
}

/** By the kept chain alone: what is trusted today has no part in it. */
async function verdictAgain(
  context: Context,
  kept: KeptVerdict,
  files: { readonly cms: Uint8Array; readonly content: Uint8Array },
): Promise<Verdict> {
  const { id, chain, timestampChain, receivedAt, verifiedAt, revocation } = kept
  const decided = revocation === 'good' || revocation === 'revoked'
  const stamps = timestampChain ?? []
  const evidence: RevocationEvidence | null = decided ? await answersOf(context.db, id) : null
  return await verifyCms({
    ...files,
    at: receivedAt,
    // As of then: what was ahead of the clock was no answer, and is none now.
    now: verifiedAt,
    received: true,
    anchors: [...chain.slice(-1), ...stamps.slice(-1)],
    intermediates: [...chain.slice(1, -1), ...stamps.slice(1, -1)],
    ...measureOf(kept),
    ...(evidence === null ? {} : { evidence }),
  })
}

/** What would be stored now. An open verdict keeps what it was left with: nothing rests on the answers to it. */
function decidedAgain(kept: KeptVerdict, { result, codes, findings }: Verdict) {
  if (result !== 'valid' && (kept.revocation === 'unknown' || kept.revocation === 'not_checked')) {
    return { result, code: codes[0] ?? '', revocation: kept.revocation, revokedAt: kept.revokedAt }
  }
  if (kept.revocation === 'unknown' || kept.revocation === 'not_checked') return kept
  const waitedMs = kept.verifiedAt - kept.receivedAt
  const asked = { onlyLists: false, before: '', answerBeforeReceipt: false } as const
  const outcome = revocationOutcome({ result, codes, waitedMs, ...asked })
  const revokedAt = findings.find((finding) => finding.revokedAt !== null)?.revokedAt ?? null
  if (outcome.kind === 'wait')
    return { result: 'unknown', code: outcome.code, revocation: 'unknown', revokedAt }
  return outcome.kind === 'good'
    ? { result: 'valid', code: 'ok', revocation: 'good', revokedAt }
    : { result: 'invalid', code: outcome.code, revocation: 'revoked', revokedAt }
}

/** The moment that the kept token proves, by its own kept chain; null without one. */
async function stampedAgain(
  { db }: Context,
  kept: KeptVerdict,
  cms: Uint8Array,
): Promise<number | string | null> {
  const { timestampToken: token, timestampChain } = kept
  // A token that came along and could not be trusted proves nothing, and nothing is told by it.
  if (token === null || timestampChain === null) return null
  const [signer] = parseCms(cms).signers
  const chain = timestampChain.map(parseCertificate)
  const evidence = await answersOf(db, kept.id)
  const trust = {
    anchors: chain.slice(-1),
    intermediates: chain.slice(1, -1),
    evidence,
    now: kept.verifiedAt,
  }
  const { state, info } = await checkTimestamp(token, signer?.signature ?? new Uint8Array(), trust)
  return state === 'ok' && info !== null ? info.time : state
}

function rootDiffers(
  chain: readonly Uint8Array[],
  roots: ReadonlySet<string>,
  differs: (what: 'root', stored: string, found: string) => Difference[],
): Difference[] {
  const root = chain.at(-1)
  const known = root === undefined || roots.has(hexOf(sha256(root)))
  return known ? [] : differs('root', hexOf(sha256(root)), 'never trusted here')
}

const sorted = (value: object): string =>
  JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
