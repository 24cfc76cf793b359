import type { Finding } from '../../eds/file/finding.ts'
import { threeAnswers } from '../../eds/file/three-answers.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { verify } from '../../words/kk/verify.ts'
import { element, icon } from './element.ts'

/** Three answers, apart from each other: is it whole, who signed it and when, is their authority known here. */
export function showAnswers(finding: Finding, trusted: boolean, words: typeof verify): HTMLElement {
  const { whole, signer, authority } = threeAnswers(finding, trusted)
  const said = words.answers
  const name = [signer?.subject.commonName, signer?.subject.patronymic].filter(Boolean).join(' ')
  const { receivedAt, signingTimeClaim, at } = finding.times
  // Of a signature alone nobody has kept when it came: its own time is told, not that of this look.
  const moment = receivedAt ?? signingTimeClaim ?? at
  const when = moment === undefined ? '' : formatSigningTime(moment)
  // What is not valid confirms nobody.
  const named = signer !== null && authority === 'known' && finding.result !== 'invalid'
  const rows: readonly (readonly [keyof typeof signs, string, string])[] = [
    [wholeOf(whole), 'whole', { good: said.whole, bad: said.notWhole, open: said.notSeen }[wholeOf(whole)]],
    ...(isBySomebody(finding)
      ? [
          [
            named ? 'good' : 'open',
            'signer',
            signer === null ? said.noSigner : fill(named ? said.signer : said.claims, { name, when }),
          ] as const,
        ]
      : []),
    ...(authority === null
      ? []
      : [
          [
            authority === 'known' ? 'good' : 'open',
            'authority',
            fill(said[authority], { name: finding.authority ?? '' }),
          ] as const,
        ]),
  ]
  return element(
    'ul',
    { class: 'answers' },
    ...rows.map(([state, name, text]) =>
      element(
        'li',
        { class: state, 'data-answer': `${name}-${state}` },
        icon(signs[state]),
        element('span', {}, text),
      ),
    ),
  )
}

/** Lists and answers are an authority's own word. */
const isBySomebody = ({ kind }: Finding): boolean => kind !== 'crl' && kind !== 'ocsp'

const signs = { good: 'valid', bad: 'invalid', open: 'unknown' } as const
const wholeOf = (whole: boolean | null): keyof typeof signs =>
  whole === null ? 'open' : whole ? 'good' : 'bad'
