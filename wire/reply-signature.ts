import { z } from 'zod'
import { letterLanguages } from '../domain/language.ts'
import { signingMethods } from '../domain/signature/method.ts'
import { FileRow } from './attachment.ts'

/** A signature over a letter of the company, with its verdict (docs/signature.md). */
export const ReplySignatureRow = z.object({
  id: z.uuid(),
  /** Of the letter that is signed. */
  language: z.enum(letterLanguages),
  /** Who of the staff signed; null: the company's own key, its seal. */
  by: z
    .object({
      name: z.string(),
      position: z.object({ kk: z.string(), ru: z.string(), en: z.string() }).nullable(),
    })
    .nullable(),
  /** Null: a seal. */
  method: z.enum(signingMethods).nullable(),
  /** As the certificate names its holder. */
  signer: z.string(),
  serial: z.string(),
  issuer: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  algorithm: z.string(),
  receivedAt: z.iso.datetime(),
  result: z.enum(['valid', 'invalid', 'unknown']),
  code: z.string(),
  /** What the national authority says of the certificate; `not_checked`: there is none to ask. */
  revocation: z.enum(['not_checked', 'good', 'unknown', 'revoked']),
  revokedAt: z.iso.datetime().nullable(),
  checkedAt: z.iso.datetime(),
  timestampedAt: z.iso.datetime().nullable(),
  /** The detached CMS: with the letter it can be checked anywhere. */
  file: FileRow,
})
export type ReplySignatureRow = z.infer<typeof ReplySignatureRow>
