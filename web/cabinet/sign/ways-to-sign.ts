import { type ComponentType, lazy } from 'react'
import type { SigningMethod } from '../../../domain/signature/method.ts'
import type { PreparedLetter } from '../../../wire/appeal.ts'
import { isComputer } from '../../signing/is-computer.ts'
import type { Proof } from './send-letter.ts'

/** What the window of a way works with. */
export interface SigningWindowProps {
  readonly draftId: string
  readonly letter: Pick<PreparedLetter, 'letterId'>
  /** The letter's very bytes, compared already with the digest on the page. */
  readonly content: Uint8Array
  /** Sends the letter with it; while the promise runs the window shows that it waits. */
  readonly onSigned: (proof: Proof) => Promise<void>
  /** The letter can't be signed in this way now; the window goes. */
  readonly onFail: (error: unknown) => void
  readonly onClose: () => void
}

/** A way to sign (§8): its words are in words/<language>/writing.ts under `ways`. */
export interface WayToSign {
  readonly method: SigningMethod
  /** Fetched when it is chosen and pressed. */
  readonly Window: ComponentType<SigningWindowProps>
}

/** The ways that are built, in the order in which they are offered. */
export const waysToSign = [
  {
    method: 'egovQr',
    Window: lazy(async () => ({ default: (await import('./SignByEgovMobile.tsx')).SignByEgovMobile })),
  },
  {
    method: 'keyFile',
    Window: lazy(async () => ({ default: (await import('./SignByKeyFile.tsx')).SignByKeyFile })),
  },
  {
    method: 'ncaLayer',
    Window: lazy(async () => ({ default: (await import('./SignByNcaLayer.tsx')).SignByNcaLayer })),
  },
] as const satisfies readonly WayToSign[]

/** Those that work at this site (`offered`) and that this device can go. */
export const waysHere = (offered: readonly SigningMethod[]) =>
  waysToSign.filter(({ method }) => offered.includes(method) && (method !== 'ncaLayer' || isComputer()))
