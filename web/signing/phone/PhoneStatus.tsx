import { useEffect, useRef } from 'react'
import type { PhoneSigning } from '../../../wire/phone.ts'
import { FieldError } from '../../ui/Field.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { isOpen } from './use-phone-signing.ts'

export type PhonePurpose = 'letter' | 'signIn'
export interface Pressed {
  readonly state: PhoneSigning['state']
  readonly times: number
}

interface PhoneStatusProps {
  readonly id: string
  readonly purpose: PhonePurpose
  readonly signing: PhoneSigning
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
} as const satisfies Record<PhoneSigning['state'], IconName | null>

const kinds: Partial<Record<PhoneSigning['state'], string>> = {
  signed: ' good',
  cancelled: ' wait',
  refused: ' wait',
  expired: ' wait',
  used: ' wait',
}

/** How far it is, in words that a screen reader hears when they change; and what is missing, once it was asked for. */
export function PhoneStatus({ id, purpose, signing, pressed }: PhoneStatusProps) {
  const words = useWords('phone')
  const { state } = signing
  const refusal = useRefusal(signing.code)
  const said =
    state === 'refused'
      ? { title: words.refused, text: `${refusal} ${words.refusedNext}` }
      : words.states[purpose][state]
  const sign = signs[state]
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (pressed !== null) box.current?.scrollIntoView({ block: 'nearest' })
  }, [pressed])
  // What is missing is another thing as soon as something has happened.
  const missing = pressed?.state === state && state !== 'signed'
  return (
    <div ref={box} className="stack">
      <div className={`phone-state${kinds[state] ?? ''}`} role="status" id={id}>
        {sign === null ? <span className="spin" /> : <Icon name={sign} size={22} />}
        <div>
          <p className="strong">{said.title}</p>
          <p className="meta">{said.text}</p>
        </div>
      </div>
      {missing && (
        <div role="alert" key={pressed.times}>
          <FieldError id={`${id}-missing`}>{isOpen(state) ? words.notYet : words.notYetOver}</FieldError>
        </div>
      )}
    </div>
  )
}

/** Why what came from the phone was refused: what happened, and what to do. */
function useRefusal(code: string | null): string {
  const words = useWords('phone')
  const signature: Readonly<Record<string, { title: string; detail: string }>> = useWords('signature')
  const found = code === null ? undefined : signature[code]
  return found === undefined ? words.refusedOther : `${found.title}. ${found.detail}`
}
