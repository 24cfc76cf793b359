import type { FrozenLetters } from '../../../wire/reply-signing.ts'

export type FrozenLetter = FrozenLetters['letters'][number]

/** The bytes to be signed are not those that were shown. */
export class LetterDiffers extends Error {
  override name = 'LetterDiffers'
}

/** What you see is what you sign: the bytes of a shown letter, held against its digest. Throws LetterDiffers. */
export async function bytesToSign({ pdf, sha256 }: FrozenLetter): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex !== sha256) throw new LetterDiffers()
  return bytes
}

export const base64Of = (bytes: Uint8Array): string =>
  btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''))
