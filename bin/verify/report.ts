import type { Language } from '../../domain/language.ts'
import { countsOf } from '../../eds/evidence/contents.ts'
import type { EvidenceVerdict } from '../../eds/evidence/verify-evidence.ts'
import type { Finding, FindingTime } from '../../eds/file/finding.ts'
import { threeAnswers } from '../../eds/file/three-answers.ts'
import { oids } from '../../eds/oids.ts'
import {
  algorithmName,
  checkWords,
  codeInWords,
  contentsInWords,
  receiptDate,
} from '../../words/check-words.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { terminal as en } from '../../words/en/terminal.ts'
import { fill } from '../../words/fill.ts'
import type { TerminalWords } from '../terminal/terminal-words.ts'

type Words = TerminalWords['verify']

/** Roles of the national authority by the object identifiers in a certificate (docs/signature-facts.md 1.3). */
const roles: readonly [string, keyof Words['roles']][] = [
  [oids.roleFirstHead, 'firstHead'],
  ['1.2.398.3.3.4.1.2.2', 'signing'],
  ['1.2.398.3.3.4.1.2.3', 'financial'],
  ['1.2.398.3.3.4.1.2.4', 'hr'],
  ['1.2.398.3.3.4.1.2.5', 'employee'],
  ['1.2.398.3.3.4.1.2.6', 'system'],
  [oids.roleLegalEntity, 'legalEntity'],
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
    // For programs: English in every language.
    signer: signerOf(finding, en.verify.roles),
    algorithm,
    authority: finding.authority,
    faults,
    times: timesOf(finding),
    ...(finding.evidence === null
      ? {}
      : {
          seal: sealOf(finding.evidence),
          receipt: finding.evidence.receipt,
          contents: finding.evidence.contents,
        }),
  })
}

/** The same for people, in words of their language and in Kazakhstan's time; a code is in brackets behind its words. */
export function report(finding: Finding, said: Words, language: Language): string {
  const signer = signerOf(finding, said.roles)
  const inWords = (code: string) => `${codeInWords(code, language)} (${code})`
  const lines: [string, string | null | undefined][] = [
    [said.result, said.verdicts[finding.result]],
    ['', meaningOf(finding.code, said)],
    ...answers(finding, said),
    ...withoutFaults(finding).map((code, i): [string, string] => [i === 0 ? said.reason : '', inWords(code)]),
    ...finding.faults.map(({ code, file }): [string, string] => [
      said.fault,
      [file, inWords(code)].filter((part) => part !== null).join(': '),
    ]),
    [said.file, said.kinds[finding.kind]],
    [said.signer, signer?.name],
    [said.iin, signer?.iin],
    [said.bin, signer?.bin],
    [said.role, signer?.role],
    [said.algorithm, finding.algorithm === null ? null : algorithmName(finding.algorithm)],
    ...(finding.evidence === null ? [] : packageLines(finding.evidence, said, language)),
    ...momentsOf(finding, said),
  ]
  const shown = lines.filter(([, value]) => typeof value === 'string')
  const width = Math.max(...shown.map(([label]) => label.length))
  return shown.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n')
}

/** What is wrong with a file is told with the file. */
const withoutFaults = ({ codes, faults }: Finding): readonly string[] =>
  codes.filter((code) => !faults.some((fault) => fault.code === code))

const momentsOf = ({ times }: Finding, said: Words): [string, string][] =>
  (Object.keys(said.times) as FindingTime[]).flatMap((name) => {
    const at = times[name]
    return at === undefined ? [] : [[said.times[name], formatSigningTime(at)]]
  })

/** Of codes that ask for something to be done. */
function meaningOf(code: string, said: Words): string | null {
  if (code === 'issuer_unconfirmed') return said.unconfirmed
  if (code === 'newer_format') return said.newerFormat
  if (code === 'delta_alone') return said.deltaAlone
  return code === 'not_sealed' ? said.notSealed : null
}

/** The questions of somebody who is no lawyer, each answered apart from the others. */
function answers(finding: Finding, said: Words): [string, string | null][] {
  const { whole, authority } = threeAnswers(finding, finding.code !== 'issuer_unconfirmed')
  const known = fill(said.known, { name: finding.authority ?? '–' })
  return [
    [said.whole, whole === null ? said.wholeNothing : whole ? said.wholeYes : said.wholeNo],
    [said.authority, authority === null ? null : authority === 'known' ? known : said.stranger],
  ]
}

function sealOf({ seal, sealedBy }: EvidenceVerdict) {
  const { organisation = null, bin = null } = sealedBy?.subject ?? {}
  return { state: seal, organisation, bin }
}

function packageLines(
  evidence: EvidenceVerdict,
  said: Words,
  language: Language,
): [string, string | null | undefined][] {
  if (evidence.files.length === 0) return []
  const { state, organisation, bin } = sealOf(evidence)
  const { registration, coupon } = evidence.receipt ?? {}
  const { contents } = evidence
  return [
    [
      said.seal,
      [said.seals[state], organisation, bin === null ? null : `${said.bin} ${bin}`]
        .filter(Boolean)
        .join(', '),
    ],
    [
      said.registration,
      registration
        ? fill(said.registrationOf, { number: registration.number, date: receiptDate(registration.date) })
        : null,
    ],
    [said.coupon, coupon],
    ...contentsInWords(contents === null ? null : countsOf(contents), checkWords[language].facts),
  ]
}

function signerOf({ signer }: Finding, said: Words['roles']) {
  if (signer === null) return null
  const { commonName, patronymic, iin, bin, organisation } = signer.subject
  const known = roles.find(([id]) => signer.extendedKeyUsage.includes(id))?.[1]
  const role = known === undefined ? null : said[known]
  const name = [commonName, patronymic].filter((part) => part !== null).join(' ')
  return { name, iin, bin, organisation, role, serial: signer.serial }
}

/** For programs: ISO 8601, UTC. */
const timesOf = ({ times }: Finding): Record<string, string> =>
  Object.fromEntries(Object.entries(times).map(([label, at]) => [label, new Date(at).toISOString()]))
