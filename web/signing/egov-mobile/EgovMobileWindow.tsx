import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import type { PhoneSigning } from '../../../wire/egov-mobile.ts'
import { wordsOf } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { CodeLife, CodePair, CodePicture } from './EgovMobileCode.tsx'
import { CodeAsLink, DemoPhone, SamePhone } from './EgovMobileLinks.tsx'
import { type PhonePurpose, PhoneStatus, type Pressed } from './EgovMobileStatus.tsx'
import { isOpen, usePhoneSigning } from './use-egov-mobile-signing.ts'
import './egov-mobile.css'

interface PhoneWindowProps {
  readonly purpose: PhonePurpose
  /** Where this tab keeps the code, and what for (phone-here.ts). */
  readonly place: string
  readonly subject: string
  /** Asks the server for a code. */
  readonly begin: () => Promise<PhoneSigning>
  /** The signature has come: at «Жіберу» for a letter, at once for a sign-in. While it runs the window waits. */
  readonly onSigned: (phoneSigningId: string) => Promise<void>
  readonly onFail: (error: unknown) => void
  /** The window was left; `signed`: what the phone has signed stays. */
  readonly onClose: (signed: boolean) => void
}

/** §8.2: the code for eGov Mobile, how far the phone is with it, and «Жіберу» once the signature has come. */
export function PhoneWindow({ purpose, place, subject, begin, onSigned, onFail, onClose }: PhoneWindowProps) {
  const words = useWords('phone')
  const site = useWords('site')
  const statusId = useId()
  const onPhone = useIsPhone()
  const progress = usePhoneSigning({ place, subject, ofClient: purpose === 'letter', begin, onFail })
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
  useAtOnce(purpose === 'signIn' && isSigned, send)
  const close = () => {
    leave()
    onClose(isSigned)
  }
  const steps = words[onPhone ? 'sameSteps' : 'steps'][purpose]
  const open = signing === null || isOpen(signing.state)
  const status = signing !== null && (
    <PhoneStatus id={statusId} purpose={purpose} signing={signing} pressed={pressed} />
  )
  const pair = signing !== null && open && <CodePair pair={signing.pair} />
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
          {purpose === 'letter' && (
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
          <p>{wordsOf(error, site)}</p>
        </Banner>
      )}
      {onPhone ? (
        <div className="phone-sign">
          {signing !== null && open && <SamePhone signing={signing} />}
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
        <div className="phone-sign two">
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
                <DemoPhone signing={signing} />
              </CodeAsLink>
            )}
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** A narrow screen under a finger: the app is on this very device. */
const phones = '(max-width: 40rem) and (any-pointer: coarse)'

function useIsPhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(phones)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(phones).matches,
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
