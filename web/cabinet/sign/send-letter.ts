import type { PreparedLetter } from '../../../wire/appeal.ts'
import { call, fileUrl, ProblemError } from '../../api.ts'

/** The bytes to be signed are not those that were shown. */
export class LetterDiffers extends Error {}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Promise 4, what you see is what you sign: the letter's bytes, checked against the digest shown on the page.
 * Throws LetterDiffers, or ProblemError when they can't be had.
 */
export const bytesToSign = (draftId: string, letter: PreparedLetter): Promise<Uint8Array> =>
  shownBytes(fileUrl('GET /api/drafts/:id/letter/document', { params: { id: draftId } }), letter)

/** The same of any letter that was shown, by its address. */
export async function shownBytes(
  address: string,
  letter: Pick<PreparedLetter, 'sha256'>,
): Promise<Uint8Array> {
  let response: Response
  let bytes: ArrayBuffer
  try {
    response = await fetch(address, { cache: 'no-store' })
    bytes = await response.arrayBuffer()
  } catch {
    throw new ProblemError('network', 0, null)
  }
  if (!response.ok) throw new ProblemError('server', response.status, null)
  if (hex(await crypto.subtle.digest('SHA-256', bytes)) !== letter.sha256) throw new LetterDiffers()
  return new Uint8Array(bytes)
}

/** What was signed with: the signature itself, or where the server has it already (§8.2). */
export type Proof =
  | { readonly method: 'keyFile' | 'ncaLayer'; readonly cms: Uint8Array }
  | { readonly method: 'egovQr'; readonly egovMobileSigningId: string }

/** A finished signature that waits for the server's answer; the key stays the same for every try. */
export interface SignedLetter {
  readonly letterId: string
  readonly proof: Proof
  readonly idempotencyKey: string
}

const base64 = (bytes: Uint8Array): string =>
  btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''))

/** What was signed with, as the server takes it. */
export const asSent = (proof: Proof) =>
  proof.method === 'egovQr' ? proof : { method: proof.method, cms: base64(proof.cms) }

/** §9: sends the signed letter. Throws ProblemError. */
export async function sendLetter(draftId: string, signed: SignedLetter): Promise<void> {
  const { letterId, proof, idempotencyKey } = signed
  await call('POST /api/drafts/:id/signature', {
    params: { id: draftId },
    body: { letterId, ...asSent(proof) },
    idempotencyKey,
  })
}

/** Codes after which the letter has to be prepared and looked at again. */
export const lettersOver: ReadonlySet<string> = new Set([
  'letter_changed',
  'letter_void',
  'catalogue_changed',
])
