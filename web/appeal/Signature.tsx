import type { Appeal } from '../../wire/appeal.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { Facts } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { useWords } from '../words.ts'
import { shortMoment } from './dates.ts'

type Signature = Appeal['signature']

export const verdictLooks = {
  good: { className: 'state-word ok', icon: 'shield', words: 'good' },
  not_checked: { className: 'state-word ok', icon: 'shield', words: 'notAsked' },
  unknown: { className: 'state-word need', icon: 'wait', words: 'checking' },
  revoked: { className: 'state-word bad', icon: 'warning', words: 'revoked' },
} as const

/** The verdict in one line, then whose signature it is and how it was made. */
export function SignatureLine({ signature }: { signature: Signature }) {
  const words = useWords('cabinet')
  const verdict = useWords('verdict')
  const look = verdictLooks[signature.revocation]
  return (
    <div>
      <p className={look.className}>
        <Icon name={look.icon} />
        {verdict[look.words]}
      </p>
      <p className="meta">
        {signature.signer}, {words.methods[signature.method]}
      </p>
    </div>
  )
}

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'gost2015-512': 'GOST R 34.10-2015 (512)',
}
export const algorithmName = (algorithm: string): string => algorithms[algorithm] ?? algorithm

/** What the certificate says and when it was asked about, for people who want to check. */
export function SignatureFacts({ signature }: { signature: Signature }) {
  const words = useWords('cabinet')
  const verdict = useWords('verdict')
  const { revokedAt, timestampedAt, revocation } = signature
  const asked = revocation === 'good' || revocation === 'revoked'
  return (
    <More title={words.signatureMore}>
      <Facts
        columns
        rows={[
          [words.signer, signature.signer],
          [
            words.serial,
            <span key="serial" className="hash">
              {signature.serial}
            </span>,
          ],
          [words.issuer, signature.issuer],
          [words.validity, `${shortMoment(signature.notBefore)} – ${shortMoment(signature.notAfter)}`],
          [words.algorithm, algorithmName(signature.algorithm)],
          [words.receivedAt, formatSigningTime(Date.parse(signature.receivedAt))],
          ...row(timestampedAt !== null, verdict.timestampedAt, timestampedAt ?? ''),
          ...row(asked, verdict.checkedAt, signature.checkedAt),
          ...(revokedAt === null || revocation !== 'good'
            ? row(revokedAt !== null, verdict.revokedAt, revokedAt ?? '')
            : [[verdict.revokedAt, fill(verdict.revokedLater, { date: shortMoment(revokedAt) })] as const]),
        ]}
      />
      {revocation === 'not_checked' && <p className="meta">{words.revocationNotChecked}</p>}
    </More>
  )
}

const row = (known: boolean, name: string, instant: string): (readonly [string, string])[] =>
  known ? [[name, formatSigningTime(Date.parse(instant))]] : []
