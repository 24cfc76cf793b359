import type { Language } from '../../domain/language.ts'
import type { Purpose } from '../../domain/signature/signed-content.ts'

/** The frame's first and only message to its parent; everything else goes over the port it is given. */
export interface SignerReady {
  readonly ready: true
}

/** The page's only message to the frame. `content` is transferred. */
export interface SignerRequest {
  readonly purpose: Purpose
  readonly content: Uint8Array
  /** ISO instant of the injected clock: what counts as today in the frame. */
  readonly now: string
  readonly language: Language
  /** Whose key it must be; null at sign-in. */
  readonly expectIin: string | null
}

/** Why the frame won't sign at all, whatever the key. */
export type SignerRefusal = 'content_not_for_purpose' | 'bad_request'

/** What comes back over the port. `height` may come often; one of the others ends it. */
export type SignerAnswer =
  | { readonly signed: Uint8Array }
  | { readonly refused: SignerRefusal }
  | { readonly cancelled: true }
  /** CSS pixels that the window's content needs. */
  | { readonly height: number }
