import type { Language } from '../../domain/language.ts'
import { countsOf } from '../../eds/evidence/contents.ts'
import type { Finding } from '../../eds/file/finding.ts'
import {
  algorithmName,
  checkWords,
  codeInWords,
  contentsInWords,
  receiptDate,
} from '../../words/check-words.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { verify as kk } from '../../words/kk/verify.ts'
import { element, icon } from './element.ts'
import { showAnswers } from './show-answers.ts'

const looks = { valid: 'good', invalid: 'bad', unknown: 'wait' } as const

/**
 * The verdict in plain words, then three answers, then the codes that `otinish verify` prints and what it rests on.
 * `trusted`: whether anybody was named to trust.
 */
export function showFinding(finding: Finding, language: Language, trusted: boolean): HTMLElement {
  const words = checkWords[language]
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

function reasons({ result, codes, faults }: Finding, language: Language): Node[] {
  const words = checkWords[language]
  if (codes.length === 0) return []
  const rows = codes.map((code) => {
    const files = faults.filter((fault) => fault.code === code).flatMap(({ file }) => file ?? [])
    return element(
      'li',
      { 'data-code': code },
      codeInWords(code, language),
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
  const contents = evidence?.contents
  const moment = (at: number | undefined) => (at === undefined ? null : formatSigningTime(at))
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [words.facts.signer, [commonName, patronymic].filter(Boolean).join(' ')],
    [words.facts.iin, iin],
    [words.facts.bin, bin],
    [words.facts.receivedAt, moment(times.receivedAt)],
    [
      words.facts.registration,
      registration ? `№ ${registration.number}, ${receiptDate(registration.date)}` : null,
    ],
    [words.facts.coupon, coupon],
    ...contentsInWords(contents ? countsOf(contents) : null, words.facts),
    [words.facts.claim, moment(times.signingTimeClaim)],
    [words.facts.at, times.receivedAt === undefined ? moment(times.at) : null],
    [words.facts.algorithm, algorithm === null ? null : algorithmName(algorithm)],
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
