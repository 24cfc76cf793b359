import { lazy, Suspense, useState } from 'react'
import { type SignInKind, signInPurposes } from '../../domain/signature/signed-content.ts'
import type { Session } from '../../wire/person.ts'
import { ProblemError } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { useServerNow, useSession } from '../session.tsx'
import {
  egovMobileHere,
  forgetEgovMobile,
  proofPlace,
  signInPlace,
} from '../signing/egov-mobile/egov-mobile-here.ts'
import { isComputer } from '../signing/is-computer.ts'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useWords, type Words } from '../words.ts'
import { type Door, doors } from './enter.ts'

const KeyFileWindow = lazy(async () => ({
  default: (await import('../signing/KeyFileWindow.tsx')).KeyFileWindow,
}))
const NcaLayerWindow = lazy(async () => ({
  default: (await import('../signing/NcaLayerWindow.tsx')).NcaLayerWindow,
}))
const EgovMobileWindow = lazy(async () => ({
  default: (await import('../signing/egov-mobile/EgovMobileWindow.tsx')).EgovMobileWindow,
}))

interface WaysProps {
  readonly kind: SignInKind
  readonly onEntered: (session: Session) => void
  /** The signature is right, but no client has this IIN; staff are told in the words of any refusal. */
  readonly onUnknown?: () => void
  /** Who is signed in shows once more who they are; left out: somebody comes in. */
  readonly again?: Again
}

interface Again {
  readonly door: Door
  readonly names: Readonly<Record<Opened['way'], string>>
  /** Only this person's keys are of use; null where it is not known. */
  readonly iin: string | null
}

/** The window that is open: over the text to sign, or over the phone's code. */
type Opened =
  | { readonly way: 'key' | 'ncaLayer'; readonly content: Uint8Array }
  | { readonly way: 'egovMobile' }

/** The ways to come in with a key, for clients or for staff. */
export function Ways({ kind, onEntered, onUnknown, again }: WaysProps) {
  const words = useWords('site')
  const now = useServerNow()
  const { ways, person } = useSession().session
  const door = again?.door ?? doors[kind]
  const names = again?.names ?? {
    egovMobile: words.byEgovMobile,
    key: words.byKey,
    ncaLayer: words.byNcaLayer,
  }
  const purpose = signInPurposes[kind]
  const place = again === undefined ? signInPlace(kind) : proofPlace(person?.id ?? '')
  // A phone may be at it still: the same code is shown again after a reload.
  const [opened, setOpened] = useState<Opened | null>(() => {
    const kept = egovMobileHere(place, place)
    return kept !== null && now() < Date.parse(kept.expiresAt) ? { way: 'egovMobile' } : null
  })
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const close = () => setOpened(null)
  const fail = (error: unknown) => {
    close()
    const unknown = error instanceof ProblemError && error.code === 'unknown_client'
    if (unknown && onUnknown !== undefined) onUnknown()
    else setFaults([{ text: whyNot(error, words) }])
  }
  const openOver = (way: 'key' | 'ncaLayer') => () => {
    setFaults([])
    door.content().then((content) => setOpened({ way, content }), fail)
  }
  const openEgovMobileApp = () => {
    setFaults([])
    setOpened({ way: 'egovMobile' })
  }
  const enterByEgovMobile = (egovMobileSigningId: string) => {
    // Used, or refused for good: it is shown to nobody any more.
    forgetEgovMobile(place)
    return door.byEgovMobile(egovMobileSigningId).then(onEntered, fail)
  }
  return (
    <>
      <ErrorSummary lines={faults} />
      <ul className="box ways">
        {ways.includes('egovQr') && (
          <Way
            icon="mobile"
            name={names.egovMobile}
            hint={words.byEgovMobileHint}
            onPress={openEgovMobileApp}
          />
        )}
        <Way icon="key" name={names.key} hint={words.byKeyHint} onPress={openOver('key')} />
        {isComputer() && (
          <Way
            icon="computer"
            name={names.ncaLayer}
            hint={words.byNcaLayerHint}
            onPress={openOver('ncaLayer')}
          />
        )}
      </ul>
      <Suspense>
        {opened?.way === 'key' && (
          <KeyFileWindow
            title={names.key}
            purpose={purpose}
            content={opened.content}
            expectIin={again?.iin ?? null}
            onSigned={(cms) => door.byKey(cms).then(onEntered, fail)}
            onClose={close}
          />
        )}
        {opened?.way === 'ncaLayer' && (
          <NcaLayerWindow
            title={again?.names.ncaLayer}
            purpose={purpose}
            content={opened.content}
            expectIin={again?.iin ?? null}
            onSigned={(cms) => door.byKey(cms).then(onEntered, fail)}
            onFail={fail}
            onClose={close}
          />
        )}
        {opened?.way === 'egovMobile' && (
          <EgovMobileWindow
            purpose={again === undefined ? purpose : 'proof'}
            place={place}
            subject={place}
            begin={door.beginEgovMobile}
            onSigned={enterByEgovMobile}
            onFail={fail}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}

/** What happened and what to do: nothing else on this page has said what is wrong with the key. */
function whyNot(error: unknown, words: Words<'site'>): string {
  const { title, detail } = (error instanceof ProblemError && error.problem) || {}
  return title === undefined ? faultWords(error, words) : `${title}. ${detail}`
}

interface WayProps {
  readonly icon: IconName
  readonly name: string
  readonly hint: string
  readonly onPress: () => void
}

function Way({ icon, name, hint, onPress }: WayProps) {
  return (
    <li>
      <button type="button" className="way" onClick={onPress}>
        <Icon name={icon} size={24} />
        <span>
          <b>{name}</b>
          <span className="meta">{hint}</span>
        </span>
        <Icon name="right" />
      </button>
    </li>
  )
}
