import { equalBytes, toHex } from '../bytes.ts'
import { type CertificateFacts, parseCertificate } from '../certificate.ts'
import type { RevocationEvidence } from '../revocation.ts'
import { readOrNull } from '../signer-check.ts'
import { type Verdict, withoutAnchors } from '../verdict.ts'
import { verifyCms } from '../verify.ts'
import { ContainerError, readContainer } from './container.ts'
import type { Contents } from './contents.ts'
import { contentsFaults } from './contents-faults.ts'
import { digestFaults } from './digest-faults.ts'
import { enclosureFaults } from './enclosure-faults.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { isForeign } from './foreign-issuer.ts'
import { furtherSignatures } from './further-signatures.ts'
import { formatOf, places, sealPlace, sha256Of } from './manifest.ts'
import { isOfLaterFormat, type Receipt, readReceipt } from './receipt.ts'
import { readRepacked } from './repacked.ts'
import { type Enclosed, type SealFinding, sealOver } from './seal.ts'
import { clocksMs, stampOf } from './stamp.ts'

export interface EvidenceVerdict {
  readonly result: 'valid' | 'invalid' | 'unknown'
  /**
   * What is wrong, gravest first: faults of the package, then codes of the client's signature, then of the seal.
   */
  readonly codes: readonly string[]
  readonly faults: readonly EvidenceFault[]
  /** Whether the company's seal vouches for the whole. */
  readonly seal: SealFinding['state']
  readonly sealedBy: CertificateFacts | null
  /** Epoch milliseconds: the moment of the seal, as the company says. */
  readonly sealedAt: number | null
  /** Epoch milliseconds: when a trusted timestamp says that the client's signature was there. */
  readonly stampedAt: number | null
  readonly receipt: Receipt | null
  /** Of the client's signature over the letter; null when there is nothing to check. */
  readonly signature: Verdict | null
  /** Of format 2: what was sent after the letter, what the company wrote, and the history; else null. */
  readonly contents: Contents | null
  readonly files: readonly string[]
}

interface Trust {
  /** Pinned roots, DER. */
  readonly anchors: readonly Uint8Array[]
  /** Epoch milliseconds, the clock: an answer that is dated later is none. */
  readonly now: number
  /** Epoch milliseconds: instead of the moment that the receipt tells. */
  readonly at?: number
  /** Further authorities to build chains with, DER. */
  readonly intermediates?: readonly Uint8Array[]
  /** Lists and answers beside those of the package. */
  readonly evidence?: RevocationEvidence
  /** IIN of the person it must be of; left out: whom the receipt names. */
  readonly expectIin?: string | null
  /** What the letter must be. */
  readonly content?: Uint8Array | null
}

/**
 * Checks an evidence package by itself (docs/decisions/0015): the container, every digest, the company's seals, the
 * client's signature with the revocation answers inside, and the digests that the signed letter names against the
 * attachments. What the package brings along is only used to build chains to `anchors`. Under a good seal it comes to
 * the same on every day. Never throws for what is in the package; throws DerError only when a pinned certificate can't
 * be read.
 */
export async function verifyEvidence(bytes: Uint8Array, trust: Trust): Promise<EvidenceVerdict> {
  try {
    return await verdictOn(readContainer(bytes), trust)
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error
    if (error.message === 'damaged') return broken({ code: 'file_damaged', file: error.file })
    return await onRepacked(bytes, trust, error.file)
  }
}

/** Packed again: refused, but the files that were changed are found all the same. */
async function onRepacked(
  bytes: Uint8Array,
  trust: Trust,
  strangeAt: string | null,
): Promise<EvidenceVerdict> {
  const files = await readRepacked(bytes)
  if (files !== null && isOfLater(files)) return ofLaterFormat([...files.keys()])
  if (files === null || !files.has(places.letter)) return broken({ code: 'bad_container', file: strangeAt })
  const verdict = await verdictOn(files, trust)
  const within = verdict.faults.length > 0
  const repacked: EvidenceFault = { code: 'bad_container', file: within ? null : strangeAt }
  const known = verdict.faults.some(({ code }) => code === repacked.code)
  const faults = known ? verdict.faults : [...verdict.faults, repacked]
  return { ...verdict, result: 'invalid', faults, codes: [...new Set([...verdict.codes, repacked.code])] }
}

async function verdictOn(files: ReadonlyMap<string, Uint8Array>, trust: Trust): Promise<EvidenceVerdict> {
  if (isOfLater(files)) return ofLaterFormat([...files.keys()])
  const found = enclosedIn(files, trust)
  const content = (name: string) => files.get(name) ?? new Uint8Array()
  const receipt = readReceipt(content(places.receipt))
  const format = formatOf(files)
  const seal = await sealOver(content(places.manifest), files.get(sealPlace(format)), found)
  // What a good seal is over was there by then, whatever the clock here says.
  const enclosed = seal.state === 'valid' ? { ...found, now: Math.max(found.now, seal.at ?? 0) } : found
  const receiptSeal = await sealOver(content(places.receipt), files.get(places.receiptSeal), enclosed)
  const { faults: enclosureProblems, leftOut } = await enclosureFaults(files)
  const stamp = await stampOf(files, receipt, enclosed)
  const sealed = seal.state === 'valid'
  const signature = await signatureOf(files, receipt, sealed, { ...trust, enclosed })
  // Where nobody knows the issuers, the seal's is as unknown as the client's.
  const open = signature?.codes.includes('issuer_unconfirmed') === true
  const vouched = sealed || (open && seal.state === 'untrusted')
  const held = format === 1 ? noContents : await contentsFaults(files, receipt)
  const company = { bin: sealed ? (receipt?.company.bin ?? null) : null, sealed }
  const further = await furtherSignatures(files, held, enclosed, company)
  const faults: EvidenceFault[] = [
    ...(await digestFaults(files)),
    ...enclosureProblems,
    // What has a virus stays out; that it does is the company's word, and needs its seal.
    ...(vouched ? [] : leftOut.map((file) => ({ code: 'file_missing', file }) as const)),
    ...(await receiptFaults(files, receipt)),
    ...(vouched ? [] : held.leftOut.map(() => ({ code: 'file_missing', file: places.contents }) as const)),
    ...stamp.faults,
    ...held.faults,
    ...further.faults,
    ...sealFaults(seal, places.manifest, sealPlace(format), receipt),
    ...sealFaults(receiptSeal, places.receipt, places.receiptSeal, receipt),
  ]
  const codes = [
    ...stamp.codes,
    ...sealCodes(seal),
    // Whether the key of the receipt's seal was revoked matters no more once the seal over all vouches for the receipt.
    ...(receiptSeal.state === 'untrusted' ? sealCodes(receiptSeal) : []),
    ...further.codes,
    ...(vouched && leftOut.length + held.leftOut.length > 0 ? ['enclosure_left_out'] : []),
    ...(isBackdated(receipt, signature) ? ['receipt_before_signing'] : []),
  ]
  const asked = askedFor(files, signature, trust)
  return {
    ...verdictOf(faults, signature, [...asked, ...codes]),
    faults,
    seal: seal.state,
    sealedBy: seal.by,
    sealedAt: seal.at,
    stampedAt: stamp.at,
    receipt,
    signature,
    contents: held.contents,
    files: [...files.keys()],
  }
}

const noContents = { contents: null, history: null, faults: [], leftOut: [] } as const

const nothing = {
  faults: [],
  seal: 'none',
  sealedBy: null,
  sealedAt: null,
  stampedAt: null,
  receipt: null,
  signature: null,
  contents: null,
  files: [],
} as const

const broken = (fault: EvidenceFault): EvidenceVerdict => ({
  ...nothing,
  result: 'invalid',
  codes: [fault.code],
  faults: [fault],
})

/** A package of a format that came later is no fault: somebody with a newer page can check it. */
const ofLaterFormat = (files: readonly string[]): EvidenceVerdict => ({
  ...nothing,
  result: 'unknown',
  codes: ['newer_format'],
  files,
})

const isOfLater = (files: ReadonlyMap<string, Uint8Array>): boolean =>
  isOfLaterFormat(files.get(places.receipt) ?? new Uint8Array())

/** The signer's clock tells a later moment than the receipt: one of the two is wrong. */
function isBackdated(receipt: Receipt | null, signature: Verdict | null): boolean {
  const claimed = signature?.signingTimeClaim ?? null
  return receipt !== null && claimed !== null && Date.parse(receipt.receivedAt) + clocksMs < claimed
}

/** What the caller asked for and the package does not bear out. */
function askedFor(files: ReadonlyMap<string, Uint8Array>, signature: Verdict | null, trust: Trust): string[] {
  const letter = files.get(places.letter) ?? new Uint8Array()
  const other = trust.content != null && !equalBytes(trust.content, letter)
  const stranger = trust.expectIin != null && signature?.signer?.subject.iin !== trust.expectIin
  return [...(other ? ['content_differs'] : []), ...(stranger ? ['iin_mismatch'] : [])]
}

function verdictOf(
  faults: readonly EvidenceFault[],
  signature: Verdict | null,
  more: readonly string[],
): Pick<EvidenceVerdict, 'result' | 'codes'> {
  const ofSignature = signature === null ? ['signature_missing'] : signature.codes
  const codes = [...new Set([...faults.map(({ code }) => code), ...ofSignature, ...more])]
  const refused = more.some((code) => code === 'content_differs' || code === 'iin_mismatch')
  if (faults.length > 0 || signature === null || refused) return { result: 'invalid', codes }
  const { result } = signature
  return { result: result === 'valid' && more.some((code) => doubts.has(code)) ? 'unknown' : result, codes }
}

/**
 * What leaves a good signature not yet known: who sealed, or that nobody did. Without a seal time, number and replies
 * are only claimed: anybody can take a seal away and write them again.
 */
const doubts: ReadonlySet<string> = new Set([
  'not_sealed',
  'seal_untrusted',
  'seal_unchecked',
  'further_unknown',
])

function sealCodes({ state }: SealFinding): string[] {
  if (state === 'none') return ['not_sealed']
  return state === 'untrusted' || state === 'unchecked' ? [`seal_${state}`] : []
}

/** Both seals must be of the company that the receipt names: so they are of one company too. */
function sealFaults(
  { state, by }: SealFinding,
  content: string,
  seal: string,
  receipt: Receipt | null,
): EvidenceFault[] {
  if (state === 'other_content')
    return [
      { code: 'file_damaged', file: content },
      { code: 'seal_invalid', file: seal },
    ]
  if (state === 'invalid') return [{ code: 'seal_invalid', file: seal }]
  const ofAnother = state !== 'none' && receipt !== null && by?.subject.bin !== receipt.company.bin
  return ofAnother ? [{ code: 'seal_of_another', file: seal }] : []
}

async function receiptFaults(
  files: ReadonlyMap<string, Uint8Array>,
  receipt: Receipt | null,
): Promise<EvidenceFault[]> {
  if (receipt === null) return [{ code: 'bad_receipt', file: places.receipt }]
  const letter = toHex(await sha256Of(files.get(places.letter) ?? new Uint8Array()))
  return receipt.letterSha256 === letter ? [] : [{ code: 'receipt_differs', file: places.receipt }]
}

function enclosedIn(files: ReadonlyMap<string, Uint8Array>, trust: Trust): Enclosed {
  const { anchors, now, intermediates = [], evidence = { ocsp: [], crls: [] } } = trust
  const below = (place: string, ending: string) =>
    [...files].filter(([name]) => name.startsWith(place) && name.endsWith(ending)).map(([, bytes]) => bytes)
  return {
    anchors,
    now,
    // A damaged one is named by its digest; here it is as good as none.
    chain: [
      ...intermediates,
      ...below(places.chain, '.cer').filter((der) => readOrNull(() => parseCertificate(der)) !== null),
    ],
    answers: {
      ocsp: [...evidence.ocsp, ...below(places.answers, '.ocsp')],
      crls: [...evidence.crls, ...below(places.answers, '.crl')],
    },
  }
}

/** The client's signature at the moment the receipt gives, which counts as proven under a good seal. */
async function signatureOf(
  files: ReadonlyMap<string, Uint8Array>,
  receipt: Receipt | null,
  sealed: boolean,
  trust: Trust & { readonly enclosed: Enclosed },
): Promise<Verdict | null> {
  const cms = files.get(places.signature)
  if (cms === undefined) return null
  const received = receipt === null ? undefined : Date.parse(receipt.receivedAt)
  const verdict = await verifyCms({
    cms,
    content: files.get(places.letter) ?? new Uint8Array(),
    at: trust.at ?? received ?? 0,
    now: trust.enclosed.now,
    received: sealed && trust.at === undefined,
    anchors: trust.anchors,
    intermediates: trust.enclosed.chain,
    expectIin: receipt?.client.iin ?? null,
    purpose: 'letter',
    evidence: trust.enclosed.answers,
  })
  const { chain } = trust.enclosed
  return isForeign(verdict, cms, chain, trust.anchors) ? withoutAnchors(verdict) : verdict
}
