import type { Language } from '../../domain/language.ts'
import type { Finding } from '../../eds/file/finding.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { signatureRefusals as enSignature } from '../../words/en/signature.ts'
import { verify as en } from '../../words/en/verify.ts'
import { fill } from '../../words/fill.ts'
import { signatureRefusals as kkSignature } from '../../words/kk/signature.ts'
import { verify as kk } from '../../words/kk/verify.ts'
import { signatureRefusals as ruSignature } from '../../words/ru/signature.ts'
import { verify as ru } from '../../words/ru/verify.ts'
import { element, icon } from './element.ts'
import { showAnswers } from './show-answers.ts'

export const dictionaries: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const signatures = { kk: kkSignature, ru: ruSignature, en: enSignature }

const looks = { valid: 'good', invalid: 'bad', unknown: 'wait' } as const

/**
 * The verdict in plain words, then three answers, then the codes that `otinish verify` prints and what it rests on.
 * `trusted`: whether anybody was named to trust.
 */
export function showFinding(finding: Finding, language: Language, trusted: boolean): HTMLElement {
  const words = dictionaries[language]
  const { result } = finding
  const heading = element(
    'h2',
    { id: 'result', tabindex: '-1' },
    element('span', { class: 'hide' }, `${words.result}: `),
    words.verdicts[result],
  )
  const banner = element(
    'div',
    { class: `banner ${looks[result]}` },
    icon(result),
    element('div', { class: 'stack' }, heading, element('p', {}, meaningOf(finding, words))),
  )
  return element(
    'section',
    { class: 'card', 'aria-labelledby': 'result', 'data-result': result },
    banner,
    showAnswers(finding, trusted, words),
    ...reasons(finding, language),
    ...facts(finding, words),
    ...files(finding, words),
  )
}

function meaningOf({ result, codes }: Finding, words: typeof kk): string {
  return codes[0] === 'issuer_unconfirmed' ? words.meanings.issuer_unconfirmed : words.meanings[result]
}

/** The words of a reason; a code we have none for is shown itself. */
function meaning(code: string, language: Language): string {
  const own: Readonly<Record<string, string>> = dictionaries[language].codes
  const ofSignature: Readonly<Record<string, { title: string }>> = signatures[language]
  return own[code] ?? ofSignature[code]?.title ?? code
}

function reasons({ result, codes, faults }: Finding, language: Language): Node[] {
  const words = dictionaries[language]
  if (codes.length === 0) return []
  const rows = codes.map((code) => {
    const files = faults.filter((fault) => fault.code === code).flatMap(({ file }) => file ?? [])
    return element(
      'li',
      { 'data-code': code },
      meaning(code, language),
      ' ',
      element('code', {}, code),
      ...files.map((name) => element('p', { class: 'in-file' }, fill(words.inFile, { name }))),
    )
  })
  const title = element('h3', {}, result === 'valid' ? words.notes : words.reasons)
  return [element('div', { class: 'stack' }, title, element('ul', { class: 'reasons' }, ...rows))]
}

function facts({ signer, algorithm, times, evidence }: Finding, words: typeof kk): Node[] {
  const { commonName, patronymic, iin, bin } = signer?.subject ?? {}
  const { registration, coupon } = evidence?.receipt ?? {}
  const sealer = evidence?.sealedBy?.subject
  const moment = (at: number | undefined) => (at === undefined ? null : formatSigningTime(at))
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [words.facts.signer, [commonName, patronymic].filter(Boolean).join(' ')],
    [words.facts.iin, iin],
    [words.facts.bin, bin],
    [words.facts.receivedAt, moment(times.receivedAt)],
    [words.facts.registration, registration ? `№ ${registration.number}, ${dayOf(registration.date)}` : null],
    [words.facts.coupon, coupon],
    [words.facts.claim, moment(times.signingTimeClaim)],
    [words.facts.at, times.receivedAt === undefined ? moment(times.at) : null],
    [words.facts.algorithm, algorithm === null ? null : (algorithms[algorithm] ?? algorithm)],
    [words.facts.sealedBy, sealer ? [sealer.organisation, sealer.bin].filter(Boolean).join(', ') : null],
    [words.facts.sealedAt, moment(times.sealedAt)],
  ]
  const shown = rows.flatMap(([name, value]) =>
    value ? [element('div', {}, element('dt', {}, name), element('dd', {}, value))] : [],
  )
  return shown.length === 0 ? [] : [element('dl', { class: 'facts-list cols' }, ...shown)]
}

/** Everything in a package, folded: most people never ask. */
function files({ evidence }: Finding, words: typeof kk): Node[] {
  const names = evidence?.files ?? []
  if (names.length === 0) return []
  const rows = names.map((name) => element('li', { class: 'in-file' }, name))
  const summary = element('summary', {}, `${words.facts.files} (${names.length})`)
  return [element('details', { class: 'more-box' }, summary, element('ul', {}, ...rows))]
}

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'gost2015-512': 'GOST R 34.10-2015 (512)',
}

/** Of a receipt, which may say anything. */
function dayOf(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  return day === undefined ? date : `${day}.${month}.${year}`
}
