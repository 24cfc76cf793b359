import type { EvidenceVerdict } from '../../eds/evidence/verify-evidence.ts'
import type { Finding } from '../../eds/file/finding.ts'
import { threeAnswers } from '../../eds/file/three-answers.ts'
import { oids } from '../../eds/oids.ts'

/** Roles of the national authority by the object identifiers in a certificate (docs/signature-facts.md 1.3). */
const roles: readonly [string, string][] = [
  [oids.roleFirstHead, 'first head'],
  ['1.2.398.3.3.4.1.2.2', 'right to sign'],
  ['1.2.398.3.3.4.1.2.3', 'right to sign financial documents'],
  ['1.2.398.3.3.4.1.2.4', 'HR'],
  ['1.2.398.3.3.4.1.2.5', 'employee'],
  ['1.2.398.3.3.4.1.2.6', 'information system'],
  [oids.roleLegalEntity, 'legal entity'],
  [oids.roleIndividual, 'individual'],
]

/** One line of JSON: verdict, codes, signer, algorithm and times (ISO 8601). */
export function reportJson(finding: Finding): string {
  const { kind, result, code, codes, algorithm, faults } = finding
  return JSON.stringify({
    kind,
    result,
    code,
    codes,
    signer: signerOf(finding),
    algorithm,
    authority: finding.authority,
    faults,
    times: timesOf(finding),
    ...(finding.evidence === null
      ? {}
      : { seal: sealOf(finding.evidence), receipt: finding.evidence.receipt }),
  })
}

/** The same for people. */
export function report(finding: Finding): string {
  const signer = signerOf(finding)
  const lines: [string, string | null | undefined][] = [
    ['verdict', { valid: 'VALID', invalid: 'INVALID', unknown: 'NOT YET KNOWN' }[finding.result]],
    ['', finding.code === 'issuer_unconfirmed' ? unconfirmed : (meanings[finding.code] ?? null)],
    ...answers(finding),
    ['reason', finding.codes.join(', ') || 'ok'],
    ['file', finding.kind],
    ...finding.faults.map(({ code, file }): [string, string] => ['fault', `${code} ${file ?? ''}`]),
    ['signer', signer?.name],
    ['IIN', signer?.iin],
    ['BIN', signer?.bin],
    ['role', signer?.role],
    ['algorithm', finding.algorithm],
    ...(finding.evidence === null ? [] : packageLines(finding.evidence)),
    ...Object.entries(timesOf(finding)),
  ]
  return lines
    .filter(([, value]) => typeof value === 'string')
    .map(([label, value]) => `${label.padEnd(17)} ${value}`)
    .join('\n')
}

const unconfirmed =
  'whole and unchanged; the issuer is not confirmed: name the certificates of the authority by --trust'

/** Codes that ask for something to be done. */
const meanings: Readonly<Record<string, string>> = {
  newer_format: 'the package is of a newer format: get the new page or program',
  delta_alone: 'a delta: it says what changed since a whole list, and nothing without it',
  not_sealed: 'nobody sealed it: time, number and replies are claims',
}

/** The questions of somebody who is no lawyer, each answered apart from the others. */
function answers(finding: Finding): [string, string | null][] {
  const { whole, authority } = threeAnswers(finding, finding.code !== 'issuer_unconfirmed')
  return [
    ['whole', whole === null ? 'nothing to tell by' : whole ? 'yes, every byte as it was signed' : 'no'],
    ['authority', authority === 'known' ? `known: ${finding.authority}` : 'not among those trusted'],
  ]
}

function sealOf({ seal, sealedBy }: EvidenceVerdict) {
  const { organisation = null, bin = null } = sealedBy?.subject ?? {}
  return { state: seal, organisation, bin }
}

function packageLines(evidence: EvidenceVerdict): [string, string | null | undefined][] {
  const { state, organisation, bin } = sealOf(evidence)
  const { registration, coupon } = evidence.receipt ?? {}
  return [
    ['seal', [state, organisation, bin === null ? null : `BIN ${bin}`].filter(Boolean).join(', ')],
    ['registration', registration ? `${registration.number} of ${registration.date}` : null],
    ['coupon', coupon],
  ]
}

function signerOf({ signer }: Finding) {
  if (signer === null) return null
  const { commonName, patronymic, iin, bin, organisation } = signer.subject
  const role = roles.find(([id]) => signer.extendedKeyUsage.includes(id))?.[1] ?? null
  const name = [commonName, patronymic].filter((part) => part !== null).join(' ')
  return { name, iin, bin, organisation, role, serial: signer.serial }
}

const timesOf = ({ times }: Finding): Record<string, string> =>
  Object.fromEntries(Object.entries(times).map(([label, at]) => [label, new Date(at).toISOString()]))
