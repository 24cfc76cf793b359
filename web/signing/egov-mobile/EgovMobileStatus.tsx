import { Suspense, useEffect, useRef } from 'react'
import type { SignedFor } from '../../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../../wire/egov-mobile.ts'
import { FieldError } from '../../ui/Field.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { isOpen } from './use-egov-mobile-signing.ts'

export interface Pressed {
  readonly state: EgovMobileSigning['state']
  readonly times: number
}

interface EgovMobileStatusProps {
  readonly id: string
  readonly purpose: SignedFor
  readonly signing: EgovMobileSigning
  /** When «Жіберу» was pressed with nothing to send yet: in which state, and the how-manieth time. */
  readonly pressed: Pressed | null
}

const signs = {
  waiting: null,
  fetched: 'mobile',
  signed: 'done',
  cancelled: 'warning',
  refused: 'warning',
  expired: 'clock',
  used: 'warning',
} as const satisfies Record<EgovMobileSigning['state'], IconName | null>

const kinds: Partial<Record<EgovMobileSigning['state'], string>> = {
  signed: ' good',
  cancelled: ' wait',
  refused: ' wait',
  expired: ' wait',
  used: ' wait',
}

/** How far it is, in words that a screen reader hears when they change; and what is missing, once it was asked for. */
export function EgovMobileStatus({ id, purpose, signing, pressed }: EgovMobileStatusProps) {
  const words = useWords('egovMobile')
  const { state, code } = signing
  const sign = signs[state]
  const box = useRef<HTMLDivElement>(null)
  // On a phone it lies under the code: what has happened comes into sight.
  const happened = kinds[state] !== undefined
  useEffect(() => {
    if (pressed !== null || happened) box.current?.scrollIntoView({ block: 'nearest' })
  }, [pressed, happened])
  // What is missing is another thing as soon as something has happened.
  const missing = pressed?.state === state && state !== 'signed'
  return (
    <div ref={box} className="stack">
      <div className={`egov-mobile-state${kinds[state] ?? ''}`} role="status" id={id}>
        {sign === null ? <span className="spin" /> : <Icon name={sign} size={22} />}
        {state === 'refused' ? (
          <Suspense fallback={<Said title={words.refused} text={words.refusedNext} />}>
            <Refused code={code} purpose={purpose} />
          </Suspense>
        ) : (
          <Said {...words.states[purpose][state]} />
        )}
      </div>
      {missing && (
        <div role="alert" key={pressed.times}>
          <FieldError id={`${id}-missing`}>{isOpen(state) ? words.notYet : words.notYetOver}</FieldError>
        </div>
      )}
    </div>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="strong">{title}</p>
      <p className="meta">{text}</p>
    </div>
  )
}

/** Why what came from the phone was refused, in the words of any refusal of a signature, and what to do. */
function Refused({ code, purpose }: { code: string | null; purpose: SignedFor }) {
  const words = useWords('egovMobile')
  const atSignIn = useWords('signInRefusals')
  const ofReplies = useWords('replyRefusals')
  const all: Readonly<Record<string, { title: string; detail: string }>> = {
    ...useWords('refusals'),
    ...useWords('signature'),
    ...(purpose === 'reply' ? ofReplies : purpose === 'letter' ? {} : atSignIn),
  }
  const said = code === null ? undefined : all[code]
  if (said === undefined) return <Said title={words.refused} text={words.refusedNext} />
  return <Said title={said.title} text={`${said.detail} ${words.refusedNext}`} />
}
