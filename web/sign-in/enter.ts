import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Session } from '../../wire/person.ts'
import { call } from '../api.ts'

/** Where somebody comes in with a key, or shows once more who they are. All throw ProblemError. */
export interface Door {
  /** The text to sign, fresh from the server. */
  readonly content: () => Promise<Uint8Array>
  /** Hands the signed text in; the answer is the new session. */
  readonly byKey: (cms: Uint8Array) => Promise<Session>
  readonly beginEgovMobile: () => Promise<EgovMobileSigning>
  readonly byEgovMobile: (egovMobileSigningId: string) => Promise<Session>
}

/** The two doors, each with a text of its own: what is signed for one opens nothing at the other. */
export const doors: Readonly<Record<SignInKind, Door>> = {
  client: {
    content: async () => bytesOf((await call('POST /api/sign-in-challenge')).content),
    byKey: (cms) => call('POST /api/session', { body: { cms: base64Of(cms) } }),
    beginEgovMobile: () => call('POST /api/egov-mobile-sign-in'),
    byEgovMobile: (egovMobileSigningId) =>
      call('POST /api/egov-mobile-session', { body: { egovMobileSigningId } }),
  },
  staff: {
    content: async () => bytesOf((await call('POST /api/staff-sign-in-challenge')).content),
    byKey: (cms) => call('POST /api/staff-key-session', { body: { cms: base64Of(cms) } }),
    beginEgovMobile: () => call('POST /api/staff-egov-mobile-sign-in'),
    byEgovMobile: (egovMobileSigningId) =>
      call('POST /api/staff-egov-mobile-session', { body: { egovMobileSigningId } }),
  },
}

/** Where somebody who is signed in shows once more who they are: a text of their session, for nothing else. */
export function proofDoor(): Door {
  let textId = ''
  return {
    content: async () => {
      const text = await call('POST /api/account/proof-text')
      textId = text.id
      return bytesOf(text.content)
    },
    byKey: (cms) => call('POST /api/account/proof', { body: { textId, cms: base64Of(cms) } }),
    beginEgovMobile: () => call('POST /api/account/proof-code'),
    byEgovMobile: (egovMobileSigningId) => call('POST /api/account/proof', { body: { egovMobileSigningId } }),
  }
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
