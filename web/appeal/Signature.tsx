import type { Appeal } from '../../wire/appeal.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { Icon } from '../ui/Icon.tsx'
import { Facts, More } from '../ui/Page.tsx'
import { useWords } from '../words.ts'
import { shortMoment } from './moment.ts'

type Signature = Appeal['signature']

const looks = {
  valid: { className: 'state-word ok', icon: 'shield', words: 'signatureValid' },
  invalid: { className: 'state-word bad', icon: 'warning', words: 'signatureInvalid' },
  unknown: { className: 'state-word need', icon: 'wait', words: 'signatureUnknown' },
} as const

/** One line: is the signature good, whose is it, how was it made. */
export function SignatureLine({ signature }: { signature: Signature }) {
  const words = useWords('cabinet')
  const look = looks[signature.result]
  const method = signature.method === 'keyFile' ? words.methodKeyFile : signature.method
  return (
    <p className={look.className}>
      <Icon name={look.icon} />
      {fill(words[look.words], { signer: signature.signer, method })}
    </p>
  )
}

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'gost2015-512': 'GOST R 34.10-2015 (512)',
}

/** What the certificate says, for whoever wants to check. */
export function SignatureFacts({ signature }: { signature: Signature }) {
  const words = useWords('cabinet')
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
          [words.algorithm, algorithms[signature.algorithm] ?? signature.algorithm],
          [words.receivedAt, formatSigningTime(Date.parse(signature.receivedAt))],
        ]}
      />
      {signature.code === 'revocation_not_checked' && <p className="meta">{words.revocationNotChecked}</p>}
    </More>
  )
}
