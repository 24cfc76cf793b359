import { derOf } from '../../eds/pem.ts'
import { readOrNull } from '../../eds/signer-check.ts'
import { EgovMobileAnswer } from '../../wire/egov-mobile.ts'

/**
 * What a phone put back, read: a signature as DER (not checked yet), a cancellation, or nothing that can be used.
 */
export type ReadAnswer =
  | { readonly kind: 'signature'; readonly cms: Uint8Array }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unusable' }

/** The one document of ours; its id is given back by the phone. */
export const documentId = 1
const longestCms = 200 * 1024

/**
 * Reads the body of a phone's PUT (docs/signature-facts.md 5.1, steps 5–6). Ids and their count must be those that
 * were handed out; names, meta and everything else of it are not believed. Never throws for what was sent.
 */
export function readAnswer(body: unknown): ReadAnswer {
  const parsed = EgovMobileAnswer.safeParse(body)
  if (!parsed.success) return { kind: 'unusable' }
  const { status, documentsToSign } = parsed.data
  if (status?.toUpperCase() === 'CANCELED') return { kind: 'cancelled' }
  const [document, ...others] = documentsToSign
  // Some versions of the app make a text of the number.
  if (document === undefined || others.length > 0 || String(document.id) !== String(documentId)) {
    return { kind: 'unusable' }
  }
  const text = document.document?.file.data ?? ''
  // Twice the length leaves room for base64, its line ends and a PEM frame.
  if (text === '' || text.length > 2 * longestCms) return { kind: 'unusable' }
  const der = readOrNull(() => derOf(text, 'signedMessage'))
  if (der === null || der.length === 0 || der.length > longestCms) return { kind: 'unusable' }
  return { kind: 'signature', cms: new Uint8Array(der) }
}
