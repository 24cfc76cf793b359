import { toHex } from '../bytes.ts'
import type { CertificateFacts } from '../certificate.ts'
import { parseCms } from '../cms.ts'
import { readOrNull } from '../signer-check.ts'
import type { Verdict } from '../verdict.ts'
import { verifyCms } from '../verify.ts'
import { ContainerError, containerType, readContainer } from './container.ts'
import { enclosuresOf } from './letter-enclosures.ts'
import { isCovered, places, readManifest, sha256Of } from './manifest.ts'
import { type Receipt, readReceipt } from './receipt.ts'

/** Something wrong with a package, and the file it is in. */
export interface EvidenceFault {
  readonly code:
    | 'bad_container'
    | 'file_damaged'
    | 'file_missing'
    | 'file_not_listed'
    | 'enclosure_differs'
    | 'bad_letter'
    | 'bad_receipt'
    | 'bad_manifest'
    | 'seal_invalid'
  readonly file: string | null
}

export interface EvidenceVerdict {
  readonly result: 'valid' | 'invalid' | 'unknown'
  /** What is wrong, gravest first: faults of the package, then codes of the client's signature. */
  readonly codes: readonly string[]
  readonly faults: readonly EvidenceFault[]
  /** Whether the company's seal vouches for the whole: `untrusted` when its authority is not pinned here. */
  readonly seal: 'valid' | 'invalid' | 'untrusted' | 'none'
  readonly sealedBy: CertificateFacts | null
  readonly receipt: Receipt | null
  /** Of the client's signature over the letter; null when there is nothing to check. */
  readonly signature: Verdict | null
  readonly files: readonly string[]
}

/**
 * Checks an evidence package by itself (DESIGN section 7): the container, every digest, the company's seal, the client's
 * signature with the revocation answers inside, and the digests that the signed letter names against the attachments.
 * `anchors` are the pinned roots, DER: what the package brings along is only used to build chains. Never throws for what
 * is in the package; throws DerError only when a pinned certificate can't be read.
 */
export async function verifyEvidence(
  bytes: Uint8Array,
  trust: { readonly anchors: readonly Uint8Array[]; readonly at?: number },
): Promise<EvidenceVerdict> {
  let files: Map<string, Uint8Array>
  try {
    files = readContainer(bytes)
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error
    const code = error.message === 'damaged' ? 'file_damaged' : 'bad_container'
    return broken({ code, file: error.file })
  }
  const faults = [...(await digestFaults(files)), ...(await letterFaults(files))]
  const receipt = readReceipt(files.get(places.receipt) ?? new Uint8Array())
  if (receipt === null) faults.push({ code: 'bad_receipt', file: places.receipt })
  const seal = await sealOf(files, trust.anchors)
  if (seal.state === 'invalid') faults.push({ code: 'seal_invalid', file: places.seal })
  const signature = await signatureOf(files, receipt, seal.state === 'valid', trust)
  return {
    ...verdictOf(faults, signature, seal.state),
    faults,
    seal: seal.state,
    sealedBy: seal.by,
    receipt,
    signature,
    files: [...files.keys()],
  }
}

function broken(fault: EvidenceFault): EvidenceVerdict {
  return {
    result: 'invalid',
    codes: [fault.code],
    faults: [fault],
    seal: 'none',
    sealedBy: null,
    receipt: null,
    signature: null,
    files: [],
  }
}

function verdictOf(
  faults: readonly EvidenceFault[],
  signature: Verdict | null,
  seal: EvidenceVerdict['seal'],
): Pick<EvidenceVerdict, 'result' | 'codes'> {
  const codes = [
    ...new Set(faults.map(({ code }) => code)),
    ...(signature === null ? ['signature_missing'] : signature.codes),
    ...(seal === 'none' ? ['not_sealed'] : seal === 'untrusted' ? ['seal_untrusted'] : []),
  ]
  if (faults.length > 0 || signature === null) return { result: 'invalid', codes }
  const doubtful = signature.result === 'valid' && seal === 'untrusted'
  return { result: doubtful ? 'unknown' : signature.result, codes }
}

/** Every file is in the manifest with its digest, and every file of the manifest is there. */
async function digestFaults(files: ReadonlyMap<string, Uint8Array>): Promise<EvidenceFault[]> {
  const type = new TextDecoder().decode(files.get(places.mimetype))
  if (type !== containerType) return [{ code: 'bad_container', file: places.mimetype }]
  const listed = readManifest(files.get(places.manifest) ?? new Uint8Array())
  if (listed === null) return [{ code: 'bad_manifest', file: places.manifest }]
  const faults: EvidenceFault[] = []
  for (const [name, bytes] of files) {
    if (!isCovered(name)) continue
    const digest = listed.get(name)
    if (digest === undefined) faults.push({ code: 'file_not_listed', file: name })
    else if (digest !== toHex(await sha256Of(bytes))) faults.push({ code: 'file_damaged', file: name })
  }
  for (const name of listed.keys()) if (!files.has(name)) faults.push({ code: 'file_missing', file: name })
  return faults
}

/** What the client signed names each attachment by its digest: nobody else can change one, not even the company. */
async function letterFaults(files: ReadonlyMap<string, Uint8Array>): Promise<EvidenceFault[]> {
  const letter = files.get(places.letter)
  if (letter === undefined) return [{ code: 'file_missing', file: places.letter }]
  const named = enclosuresOf(letter)
  if (named === null) return [{ code: 'bad_letter', file: places.letter }]
  const attached = [...files.keys()].filter((name) => name.startsWith(places.attachments))
  const faults: EvidenceFault[] = []
  for (const [i, name] of attached.entries()) {
    const digest = toHex(await sha256Of(files.get(name) ?? new Uint8Array()))
    if (named[i] !== digest) faults.push({ code: 'enclosure_differs', file: name })
  }
  if (named.length > attached.length) faults.push({ code: 'file_missing', file: places.attachments })
  return faults
}

const below = (files: ReadonlyMap<string, Uint8Array>, place: string): Uint8Array[] =>
  [...files].filter(([name]) => name.startsWith(place)).map(([, bytes]) => bytes)

function evidenceIn(files: ReadonlyMap<string, Uint8Array>) {
  const answers = [...files].filter(([name]) => name.startsWith(places.answers))
  return {
    ocsp: answers.filter(([name]) => name.endsWith('.ocsp')).map(([, bytes]) => bytes),
    crls: answers.filter(([name]) => name.endsWith('.crl')).map(([, bytes]) => bytes),
  }
}

/** The company's seal over the manifest: its key, its chain, at the moment it claims. */
async function sealOf(files: ReadonlyMap<string, Uint8Array>, anchors: readonly Uint8Array[]) {
  const cms = files.get(places.seal)
  if (cms === undefined) return { state: 'none', by: null } as const
  const claimed = readOrNull(() => parseCms(cms).signers[0]?.signed?.signingTime ?? null)
  const verdict = await verifyCms({
    cms,
    content: files.get(places.manifest) ?? new Uint8Array(),
    at: claimed ?? 0,
    anchors,
    intermediates: below(files, places.chain),
    expectIin: null,
    company: true,
    purpose: 'letter',
    evidence: evidenceIn(files),
  })
  const company = verdict.signer !== null && verdict.signer.subject.bin !== null
  const by = verdict.signer
  if (verdict.code === 'chain_unknown') return { state: 'untrusted', by } as const
  return { state: verdict.result === 'valid' && company ? 'valid' : 'invalid', by } as const
}

/** The client's signature at the moment the receipt gives, which counts as proven under a good seal. */
async function signatureOf(
  files: ReadonlyMap<string, Uint8Array>,
  receipt: Receipt | null,
  sealed: boolean,
  trust: { readonly anchors: readonly Uint8Array[]; readonly at?: number },
): Promise<Verdict | null> {
  const cms = files.get(places.signature)
  if (cms === undefined) return null
  const received = receipt === null ? undefined : Date.parse(receipt.receivedAt)
  return await verifyCms({
    cms,
    content: files.get(places.letter) ?? new Uint8Array(),
    at: trust.at ?? received ?? 0,
    received: sealed && trust.at === undefined,
    anchors: trust.anchors,
    intermediates: below(files, places.chain),
    expectIin: receipt?.expectIin ?? null,
    purpose: 'letter',
    evidence: evidenceIn(files),
  })
}
