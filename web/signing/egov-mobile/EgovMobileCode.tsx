import type { SignedFor } from '../../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../../wire/egov-mobile.ts'
import { deviceWords } from '../../../words/device-words.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { Countdown } from './Countdown.tsx'
import { QrCode } from './QrCode.tsx'
import { type EgovMobileProgress, isOpen } from './use-egov-mobile-signing.ts'

/** The picture for a camera; once a phone has read it, or it is over, nobody else is to read it. */
export function CodePicture({ signing }: { signing: EgovMobileSigning | null }) {
  const words = useWords('egovMobile')
  if (signing?.state === 'waiting' || signing?.state === 'refused') {
    return (
      <div className="qr-code">
        <QrCode text={signing.qr} name={words.qrName} />
      </div>
    )
  }
  const { words: said, icon } = veils[signing === null ? 'coming' : signing.state]
  return (
    <div className="qr-code">
      <p className="qr-veil">
        {icon === null ? <span className="spin" /> : <Icon name={icon} size={32} />}
        {words[said]}
      </p>
    </div>
  )
}

const veils = {
  coming: { words: 'codeComing', icon: null },
  fetched: { words: 'codeTaken', icon: 'mobile' },
  signed: { words: 'codeUsed', icon: 'done' },
  used: { words: 'codeUsed', icon: 'done' },
  cancelled: { words: 'codeOver', icon: 'clock' },
  expired: { words: 'codeOver', icon: 'clock' },
} as const

/** How long it lives, and a new one at any time. */
export function CodeLife({ signing, busy, renew }: EgovMobileProgress) {
  const words = useWords('egovMobile')
  return (
    <div className="code-life">
      {signing !== null && isOpen(signing.state) && (
        <Countdown key={signing.id} expiresAt={signing.expiresAt} />
      )}
      {signing !== null && signing.state !== 'signed' && (
        <Button
          kind="secondary"
          small
          icon="again"
          busy={busy && words.refreshing}
          onPress={() => void renew()}
        >
          {words.refresh}
        </Button>
      )}
    </div>
  )
}

/** What the phone says too: the site, who signs what, and where the code was opened. */
export function CodeFacts({ signing, purpose }: { signing: EgovMobileSigning; purpose: SignedFor }) {
  const words = useWords('egovMobile')
  const account = useWords('account')
  const { person } = useSession().session
  const opened = `${deviceWords(account, signing.device)}, ${shortMoment(signing.openedAt)}`
  return (
    <Facts
      rows={[
        [words.facts.site, signing.site],
        [words.facts.signer, person?.fullName],
        [words.facts.what, words.what[purpose]],
        [words.facts.opened, opened],
      ]}
    />
  )
}

/** The two digits that are on the phone too, so that nobody signs for another's page. */
export function CodePair({ pair }: { pair: string }) {
  const words = useWords('egovMobile')
  return (
    <div className="code-pair">
      <p>
        <span className="hide">{words.pairName}: </span>
        <b>{pair}</b>
      </p>
      <p className="meta">{words.pairHint}</p>
    </div>
  )
}
