import { equalBytes } from '../../eds/bytes.ts'
import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { parseCms } from '../../eds/cms.ts'
import { parseCrl } from '../../eds/crl.ts'
import { readBer } from '../../eds/der.ts'
import { parseOcsp } from '../../eds/ocsp.ts'
import { KeyFileError, openKeyFile } from '../../eds/pkcs12.ts'
import { findRevocation, type RevocationEvidence } from '../../eds/revocation.ts'
import { readOrNull } from '../../eds/signer-check.ts'
import { checkTimestamp } from '../../eds/timestamp.ts'
import { type VerdictCode, verdictCodes } from '../../eds/verdict.ts'
import { verifyCms } from '../../eds/verify.ts'
import { verifyCertificate } from '../../eds/verify-certificate.ts'
import { tryMovedScope, tryNested } from './move-and-nest.ts'
import { limits, mutate } from './mutate.ts'
import { makePackages, tryPackage } from './packages.ts'
import { type Random, seededRandom } from './random.ts'
import { makeSamples, type Sample, type Samples, sampleIin } from './samples.ts'

export interface FuzzReport {
  readonly runs: number
  readonly seed: number
  /** Broken signatures that got as far as the check of the signature itself. */
  readonly signatures: number
  readonly reachedSignature: number
  readonly slowestMs: number
  /** What must not happen, with the run that did it. */
  readonly faults: readonly string[]
}

/** Verdicts given before anything was computed over the signed bytes. */
const early: ReadonlySet<VerdictCode> = new Set<VerdictCode>([
  'bad_format',
  'no_signer',
  'several_signers',
  'signer_cert_missing',
  'unsupported_algorithm',
])
/** Longest answer that is allowed. */
const longestMs = 1000

type Part = 'attached' | 'detached' | 'certificate' | 'ocsp' | 'crl' | 'token' | 'keyFile'
// Signatures come most often: they are what strangers send us.
const derParts: readonly Part[] = [
  'attached',
  'attached',
  'detached',
  'detached',
  'detached',
  'certificate',
  'ocsp',
  'ocsp',
  'crl',
  'token',
  'keyFile',
]
const parts: readonly (Part | 'package' | 'scope' | 'nested')[] = [...derParts, 'package', 'scope', 'nested']

/**
 * Breaks signatures, certificates, answers, tokens, key files and packages in structured ways and checks each: none
 * may be taken for right with other content, signer or statement, none may crash, none may take longer than a
 * second.
 */
export async function runFuzz(
  runs: number,
  seed: number,
  onRun?: (done: number) => void,
): Promise<FuzzReport> {
  const samples = await makeSamples(Date.parse('2026-11-23T06:00:00Z'))
  const packages = await makePackages(samples.at)
  const faults: string[] = []
  let signatures = 0
  let reachedSignature = 0
  let slowestMs = 0
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(seed + run)
    const part = random.pick(parts)
    const sample = random.pick(samples.signers)
    const attempt = async (): Promise<Outcome> => {
      if (part === 'package') return faultOf(await tryPackage(packages, random))
      if (part === 'scope') return faultOf(await tryMovedScope(sample, samples, random))
      if (part === 'nested') return faultOf(await tryNested(sample, samples, random))
      const donor = random.pick(samples.signers)[random.pick(derParts)]
      return tryPart(part, mutate(sample[part], donor, random), sample, samples, random)
    }
    const before = process.cpuUsage()
    let outcome: Outcome
    try {
      outcome = await attempt()
    } catch (error) {
      outcome = {
        fault: `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
      }
    }
    const spent = process.cpuUsage(before)
    const ms = (spent.user + spent.system) / 1000
    slowestMs = Math.max(slowestMs, ms)
    if (ms > longestMs) faults.push(`run ${seed + run} (${part}): took ${Math.round(ms)} ms`)
    if (outcome.fault !== undefined) faults.push(`run ${seed + run} (${part}): ${outcome.fault}`)
    if (outcome.code !== undefined) {
      signatures += 1
      if (!early.has(outcome.code)) reachedSignature += 1
    }
    onRun?.(run + 1)
  }
  return { runs, seed, signatures, reachedSignature, slowestMs, faults }
}

const faultOf = (fault: string | null | undefined): Outcome => (fault == null ? {} : { fault })

interface Outcome {
  readonly code?: VerdictCode
  readonly fault?: string
}

async function tryPart(
  part: Part,
  broken: Uint8Array,
  sample: Sample,
  samples: Samples,
  random: Random,
): Promise<Outcome> {
  const { anchors, intermediates, at } = samples
  const evidence = { ocsp: [sample.ocsp], crls: [sample.rootCrl] }
  switch (part) {
    case 'attached':
    case 'detached':
      return await trySignature(broken, sample, samples)
    case 'certificate': {
      const verdict = await verifyCertificate({
        certificate: readable(broken) ? broken : sample.certificate,
        at,
        now: at,
        anchors: [...anchors, ...intermediates],
        expectIin: sampleIin,
        company: false,
        evidence,
      })
      const same =
        verdict.signer?.serial === sample.serial ||
        samples.signers.some((one) => one.serial === verdict.signer?.serial)
      return verdict.result === 'valid' && !same ? { fault: 'another certificate passed for issued' } : {}
    }
    case 'ocsp':
    case 'crl': {
      const given = part === 'ocsp' ? { ocsp: [broken], crls: [] } : { ocsp: [], crls: [broken] }
      // With what another's answer signed it is that answer; else it must not speak for a certificate it does not know.
      const signedPart = signedPartOf(part, broken)
      const others = samples.signers.map((one) => signedPartOf(part, one[part]))
      if (signedPart === null || others.some((one) => one !== null && equalBytes(one, signedPart))) return {}
      const stranger = random.pick(samples.signers.filter((one) => one !== sample))
      const issuer = issuerOf(stranger, samples)
      const moment = { usedAt: at, proven: true, now: at }
      const certificate = parseCertificate(stranger.certificate)
      const finding = await findRevocation(certificate, issuer, given, moment)
      const order = await disordered(certificate, issuer, given, samples, random)
      if (order !== null) return { fault: order }
      return finding.state === 'unknown' ? {} : { fault: `an answer about others said ${finding.state}` }
    }
    case 'token': {
      const trust = {
        anchors: anchors.map(parseCertificate),
        intermediates: intermediates.map(parseCertificate),
        now: at,
      }
      const found = await checkTimestamp(broken, sample.stamped, trust)
      return found.state === 'ok' && found.info?.time !== at ? { fault: 'another time was trusted' } : {}
    }
    case 'keyFile':
      return tryKeyFile(broken, sample, samples)
  }
}

/** Beside right answers a broken one may be anywhere: the same ones make the same verdict in every order. */
async function disordered(
  certificate: Certificate,
  issuer: Certificate,
  given: RevocationEvidence,
  samples: Samples,
  random: Random,
): Promise<string | null> {
  const all = {
    ocsp: [...given.ocsp, ...samples.signers.map(({ ocsp }) => ocsp)],
    crls: [...given.crls, ...samples.signers.map(({ crl }) => crl)],
  }
  const turned = (list: readonly Uint8Array[]): Uint8Array[] => {
    const at = random.below(list.length)
    return [...list.slice(at), ...list.slice(0, at)].reverse()
  }
  const moment = { usedAt: samples.at, proven: true, now: samples.at }
  const one = await findRevocation(certificate, issuer, all, moment)
  const other = { ocsp: turned(all.ocsp), crls: turned(all.crls) }
  const two = await findRevocation(certificate, issuer, other, moment)
  if (one.state !== two.state) return `in one order ${one.state}, in another ${two.state}`
  return one.state === 'good' ? null : `right answers were there, and it was ${one.state} (${one.why ?? ''})`
}

async function trySignature(broken: Uint8Array, sample: Sample, samples: Samples): Promise<Outcome> {
  const { anchors, intermediates, at } = samples
  const verdict = await verifyCms({
    cms: broken,
    content: sample.content,
    at,
    now: at,
    anchors,
    intermediates,
    expectIin: sampleIin,
    purpose: 'letter',
    evidence: {
      ocsp: samples.signers.map((one) => one.ocsp),
      crls: samples.signers.map((one) => one.rootCrl),
    },
  })
  if (!verdictCodes.includes(verdict.code)) return { fault: `an unknown verdict ${verdict.code}` }
  if (verdict.result !== 'valid') return { code: verdict.code }
  const { content } = parseCms(broken)
  if (content !== null && !equalBytes(content, sample.content))
    return { code: 'ok', fault: 'accepted with other content' }
  const known = samples.signers.some((one) => one.serial === verdict.signer?.serial)
  return known ? { code: 'ok' } : { code: 'ok', fault: 'accepted with another signer' }
}

function tryKeyFile(broken: Uint8Array, sample: Sample, samples: Samples): Outcome {
  try {
    const { certificate } = openKeyFile(broken, sample.password)
    // Grafted with all that its MAC is over, it is another's own, whatever is around it.
    const owner = samples.signers.find(({ keyFile }) => sameSafe(keyFile, broken)) ?? sample
    return certificate.facts.serial === owner.serial
      ? {}
      : { fault: 'a key file opened with another certificate' }
  } catch (error) {
    if (error instanceof KeyFileError) return {}
    throw error
  }
}

/** Have two key files the same protected part (`authSafe`, RFC 7292, section 4)? */
function sameSafe(one: Uint8Array, other: Uint8Array): boolean {
  const safeOf = (file: Uint8Array) => readOrNull(() => readBer(file, limits).children[1]?.bytes)
  const [mine, theirs] = [safeOf(one), safeOf(other)]
  return mine != null && theirs != null && equalBytes(mine, theirs)
}

const signedPartOf = (part: 'ocsp' | 'crl', bytes: Uint8Array): Uint8Array | null =>
  readOrNull(() => (part === 'ocsp' ? parseOcsp(bytes) : parseCrl(bytes)).signedPart)

const readable = (der: Uint8Array): boolean => readOrNull(() => parseCertificate(der)) !== null

function issuerOf(sample: Sample, { intermediates }: Samples) {
  const { issuerName } = parseCertificate(sample.certificate)
  const issuer = intermediates.map(parseCertificate).find((one) => equalBytes(one.subjectName, issuerName))
  if (issuer === undefined) throw new Error('no issuer')
  return issuer
}
