import type { ReplySignatureRow } from '../../wire/reply-signature.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Facts } from '../ui/Facts.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { useLanguage, useWords } from '../words.ts'
import { shortMoment } from './dates.ts'
import { algorithmName, verdictLooks } from './Signature.tsx'

interface ReplySignaturesProps {
  readonly signatures: readonly ReplySignatureRow[]
  readonly fileHref: (fileId: string) => string
  /** A client signed, for themselves: they have no position in the company. */
  readonly byClient: boolean
}

/** Who signed a letter of the company and what sealed it, each with its verdict and the file to check it by. */
export function ReplySignatures({ signatures, fileHref, byClient }: ReplySignaturesProps) {
  const words = useWords('replySignature')
  const inTwo = new Set(signatures.map(({ language }) => language)).size > 1
  if (signatures.length === 0) return null
  return (
    <div className="stack">
      {signatures.map((signature) => (
        <One key={signature.id} signature={signature} inTwo={inTwo} byClient={byClient} />
      ))}
      <FileList label={words.files}>
        {signatures.map(({ file }) => (
          <FileRow key={file.id} name={file.name} size={file.size} href={fileHref(file.id)} />
        ))}
      </FileList>
      <p className="meta">
        {words.howToCheck} <a href={paths.check}>{words.check}</a>
      </p>
    </div>
  )
}

interface OneProps extends Pick<ReplySignaturesProps, 'byClient'> {
  readonly signature: ReplySignatureRow
  readonly inTwo: boolean
}

function One({ signature, inTwo, byClient }: OneProps) {
  const words = useWords('replySignature')
  const verdict = useWords('verdict')
  const cabinet = useWords('cabinet')
  const language = useLanguage()
  const company = useSession().session.company.shortName[language]
  const look = verdictLooks[signature.revocation]
  const { by, method, receivedAt, timestampedAt } = signature
  const position = by?.position?.[language] ?? words.head
  const signed = byClient ? words.signedByClient : words.signed
  const who = by === null ? fill(words.seal, { company }) : fill(signed, { name: by.name, position })
  const signedIn = inTwo ? ` (${words.letterIn[signature.language]})` : ''
  return (
    <div>
      <p className={look.className}>
        <Icon name={look.icon} />
        {who}
        {signedIn}. {words.verdicts[signature.revocation]}
      </p>
      <p className="meta">
        {method === null ? '' : `${cabinet.methods[method]}, `}
        {formatSigningTime(Date.parse(receivedAt))}
      </p>
      <More title={by === null ? words.moreSeal : words.more}>
        <Facts
          columns
          rows={[
            [cabinet.signer, signature.signer],
            [
              cabinet.serial,
              <span key="serial" className="hash">
                {signature.serial}
              </span>,
            ],
            [cabinet.issuer, signature.issuer],
            [cabinet.validity, `${shortMoment(signature.notBefore)} – ${shortMoment(signature.notAfter)}`],
            [cabinet.algorithm, algorithmName(signature.algorithm)],
            [words.signedAt, formatSigningTime(Date.parse(receivedAt))],
            ...(timestampedAt === null
              ? []
              : [[verdict.timestampedAt, formatSigningTime(Date.parse(timestampedAt))] as const]),
            [verdict.checkedAt, formatSigningTime(Date.parse(signature.checkedAt))],
          ]}
        />
      </More>
    </div>
  )
}
