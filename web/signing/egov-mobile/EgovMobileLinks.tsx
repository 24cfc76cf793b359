import { type ReactNode, useState } from 'react'
import type { SignedFor } from '../../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../../wire/egov-mobile.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'

interface PhoneProps {
  readonly signing: EgovMobileSigning
  readonly purpose: SignedFor
}

/** For the phone that shows this very page: the app opens by a press, no code needed. */
export function SamePhone({ signing, purpose }: PhoneProps) {
  const words = useWords('egovMobile')
  return (
    <div className="same-phone">
      <a className="button" href={signing.links.egovMobile}>
        <Icon name="mobile" />
        {words.openApp}
      </a>
      <a className="button plain small" href={signing.links.egovBusiness}>
        {words.openBusiness}
      </a>
      <DemoPhone signing={signing} purpose={purpose} />
    </div>
  )
}

/** The link instead of the picture, to be sent to one's own phone in any way; `children` come after it. */
export function CodeAsLink({ signing, children }: { signing: EgovMobileSigning; children?: ReactNode }) {
  const words = useWords('egovMobile')
  const [copied, setCopied] = useState<boolean>()
  const link = signing.links.egovMobile
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="code-links">
      <Button kind="plain" small icon={copied ? 'tick' : 'copy'} onPress={copy}>
        {words.copyLink}
      </Button>
      {children}
      <div className="meta" role="status">
        {copied === true && <p>{words.linkCopied}</p>}
        {copied === false && (
          <p>
            {words.linkNotCopied} <code>{link}</code>
          </p>
        )}
      </div>
    </div>
  )
}

/** In a demo: the phone that is played, in a page of its own beside this one. */
export function DemoPhone({ signing, purpose }: PhoneProps) {
  const words = useWords('egovMobile')
  const { demo, person } = useSession().session
  if (!demo) return null
  return (
    <a
      className="button plain small"
      href={paths.demoPhone(
        signing.qr,
        person?.id ?? '',
        purpose === 'proof'
          ? person?.kind
          : purpose === 'staffSignIn' || purpose === 'reply'
            ? 'staff'
            : 'client',
      )}
      target="_blank"
      rel="noreferrer"
    >
      <Icon name="mobile" />
      {words.demoPhone}
    </a>
  )
}
