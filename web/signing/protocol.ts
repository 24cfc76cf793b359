import type { Language } from '../../domain/language.ts'
import type { Purpose } from '../../domain/signature/signed-content.ts'

/** The frame's first and only message to its parent; everything else goes over the port it is given. */
export interface SignerReady {
  readonly ready: true
}

/** As many documents as one opening of a key signs: a letter of the company in both languages. */
export const mostContents = 2

/** The page's only message to the frame. The contents are transferred. */
export interface SignerRequest {
  readonly purpose: Purpose
  /** What is signed, each by a signature of its own; more than one is for letters of the company alone. */
  readonly contents: readonly Uint8Array[]
  /** ISO instant of the injected clock: what counts as today in the frame. */
  readonly now: string
  readonly language: Language
  /** Whose key it must be; null at sign-in. */
  readonly expectIin: string | null
  /** For which company a letter of the company is signed; null for everything else. */
  readonly expectBin: string | null
}

/** Why the frame won't sign at all, whatever the key. */
export type SignerRefusal = 'content_not_for_purpose' | 'bad_request'

/** What comes back over the port. `height` may come often; one of the others ends it. */
export type SignerAnswer =
  /** A signature for each content, in their order. */
  | { readonly signed: readonly Uint8Array[] }
  | { readonly refused: SignerRefusal }
  | { readonly cancelled: true }
  /** CSS pixels that the window's content needs. */
  | { readonly height: number }
