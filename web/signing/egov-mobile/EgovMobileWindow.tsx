import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import type { SignedFor } from '../../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../../wire/egov-mobile.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { More } from '../../ui/More.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { CodeFacts, CodeLife, CodePair, CodePicture } from './EgovMobileCode.tsx'
import { CodeAsLink, DemoPhone, SamePhone } from './EgovMobileLinks.tsx'
import { EgovMobileStatus, type Pressed } from './EgovMobileStatus.tsx'
import { isOpen, useEgovMobileSigning } from './use-egov-mobile-signing.ts'
import './egov-mobile.css'

interface EgovMobileWindowProps {
  readonly purpose: SignedFor
  /** Where this tab keeps the code, and what for (egov-mobile-here.ts). */
  readonly place: string
  readonly subject: string
  /** Asks the server for a code. */
  readonly begin: () => Promise<EgovMobileSigning>
  /** The signature has come: at «Жіберу» for a letter, at once for a text. While it runs the window waits. */
  readonly onSigned: (egovMobileSigningId: string) => Promise<void>
  readonly onFail: (error: unknown) => void
  /** The window was left; `signed`: what the phone has signed stays. */
  readonly onClose: (signed: boolean) => void
}

/** §8.2: the code for eGov Mobile, how far the phone is with it, and «Жіберу» once the signature has come. */
export function EgovMobileWindow({
  purpose,
  place,
  subject,
  begin,
  onSigned,
  onFail,
  onClose,
}: EgovMobileWindowProps) {
  useAllWords('egovMobile', 'account')
  const words = useWords('egovMobile')
  const site = useWords('site')
  const statusId = useId()
  const onPhone = useIsHandheld()
  const isLetter = purpose === 'letter' || purpose === 'reply'
  const ofSession = isLetter || purpose === 'proof'
  const progress = useEgovMobileSigning({ place, subject, ofSession, begin, onFail })
  const { signing, error, renew, leave } = progress
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const [sending, setSending] = useState(false)
  const isSigned = signing?.state === 'signed'
  const send = async () => {
    if (signing === null) return
    setSending(true)
    await onSigned(signing.id)
    setSending(false)
  }
  const pressedEarly = () => {
    if (signing === null) return
    setPressed((before) => ({ state: signing.state, times: (before?.times ?? 0) + 1 }))
  }
  useAtOnce(!isLetter && isSigned, send)
  const close = () => {
    leave()
    onClose(isSigned)
  }
  const steps = words[onPhone ? 'sameSteps' : 'steps'][purpose]
  const open = signing === null || isOpen(signing.state)
  const status = signing !== null && (
    <EgovMobileStatus id={statusId} purpose={purpose} signing={signing} pressed={pressed} />
  )
  const pair = signing !== null && open && (
    <>
      <CodePair pair={signing.pair} />
      <CodeFacts signing={signing} purpose={purpose} />
    </>
  )
  const list = (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step}>
          <span>{step}</span>
        </li>
      ))}
    </ol>
  )
  return (
    <Dialog
      title={words.windowName[purpose]}
      wide
      locked={sending}
      onClose={close}
      foot={
        <>
          <Button kind="plain" onPress={close}>
            {site.cancel}
          </Button>
          {isLetter && (
            <Button
              busy={sending && words.sending}
              unavailable={!isSigned}
              onUnavailable={pressedEarly}
              describedBy={signing === null ? undefined : statusId}
              onPress={() => void send()}
            >
              {words.send}
            </Button>
          )}
        </>
      }
    >
      {error !== null && (
        <Banner
          kind="wait"
          icon="warning"
          role="alert"
          action={
            <Button kind="secondary" small onPress={() => void renew()}>
              {site.tryAgain}
            </Button>
          }
        >
          <p>{faultWords(error, site)}</p>
        </Banner>
      )}
      {onPhone ? (
        <div className="egov-mobile-sign">
          {signing !== null && open && <SamePhone signing={signing} purpose={purpose} />}
          {list}
          {pair}
          {status}
          <CodeLife {...progress} />
          {open && (
            <More title={words.otherPhone}>
              <div className="code-folded">
                <CodePicture signing={signing} />
                {signing !== null && <CodeAsLink signing={signing} />}
              </div>
            </More>
          )}
        </div>
      ) : (
        <div className="egov-mobile-sign two">
          <div className="code-side">
            <CodePicture signing={signing} />
            <CodeLife {...progress} />
          </div>
          <div className="stack">
            {list}
            {pair}
            {status}
            {signing !== null && open && (
              <CodeAsLink signing={signing}>
                <DemoPhone signing={signing} purpose={purpose} />
              </CodeAsLink>
            )}
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** A narrow screen under a finger: the app is on this very device. */
const handheld = '(max-width: 40rem) and (any-pointer: coarse)'

function useIsHandheld(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(handheld)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(handheld).matches,
  )
}

/** Does it once, as soon as it can be done. */
function useAtOnce(ready: boolean, act: () => Promise<void>): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (ready) void latest.current()
  }, [ready])
}
