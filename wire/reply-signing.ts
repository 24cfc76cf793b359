import { z } from 'zod'
import { letterLanguages } from '../domain/language.ts'
import { signingMethods } from '../domain/signature/method.ts'
import { LocalisedText } from './person.ts'
import { ReplySignatureRow } from './reply-signature.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** The version that was approved is opened for signing. */
export const NewFreezing = z.object({ version: z.number().int().positive() })

/** An approved letter with its number and date, as it is shown and signed (docs/signature.md). */
export const FrozenLetters = z.object({
  outgoing: z.object({ number: z.string(), date: z.iso.date() }),
  /** The midnight at which the number lapses unless it is signed. */
  until: z.iso.datetime(),
  letters: z.array(
    z.object({
      letterId: z.uuid(),
      language: z.enum(letterLanguages),
      name: z.string(),
      text: z.string(),
      /** SVG, drawn with the very bytes of the PDF. */
      pages: z.array(z.string()),
      /** base64 */
      pdf: z.string(),
      /** bytes */
      size: z.number(),
      sha256: digest,
      /** A signature that a phone has left for this letter. */
      signedByPhone: z.uuid().nullable(),
    }),
  ),
  /** Whose key it must be. */
  signer: z.object({ iin: z.string(), bin: z.string(), company: LocalisedText }),
})
export type FrozenLetters = z.infer<typeof FrozenLetters>

/** A signature over one letter, with the digest of what was shown. */
export const NewReplySignature = z.discriminatedUnion('method', [
  z.object({
    letterId: z.uuid(),
    sha256: digest,
    method: z.enum(signingMethods).exclude(['egovQr']),
    cms: z.base64().max(200_000),
  }),
  z.object({
    letterId: z.uuid(),
    sha256: digest,
    method: z.literal('egovQr'),
    egovMobileSigningId: z.uuid(),
  }),
])
export type NewReplySignature = z.infer<typeof NewReplySignature>
export const NewReplySignatures = z.object({ signatures: z.array(NewReplySignature).min(1).max(2) })

/** What is known of the signatures over a letter's present number, and when the authority is asked next. */
export const ReplySignatures = z.object({
  signatures: z.array(ReplySignatureRow.extend({ checks: z.number(), nextAt: z.iso.datetime().nullable() })),
})
export type ReplySignatures = z.infer<typeof ReplySignatures>
