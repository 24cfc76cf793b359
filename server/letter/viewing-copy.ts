import { z } from 'zod'
import { signingMethods } from '../../domain/signature/method.ts'
import { letterSchema } from './letter.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
const plainDate = z.iso.date()
/** epoch milliseconds */
const instant = z.int().min(0)

/** One signature as people read it: who, how, by which certificate, and what the check said. */
export const signatureLinesSchema = z.strictObject({
  signer: line(200),
  iin: z.string().regex(/^\d{12}$/, 'must be 12 digits'),
  method: z.enum(signingMethods),
  certificate: z.strictObject({
    serial: line(120),
    authority: line(300),
    validFrom: instant,
    validTo: instant,
  }),
  signedAt: instant,
  verdict: z.enum(['valid', 'invalid', 'unknown']),
  /** A reason or remark in the letter's language, such as that revocation is not checked yet. */
  note: line(500).nullable(),
})
export type SignatureLines = z.infer<typeof signatureLinesSchema>

/** docs/domain.md 5.1, the viewing copy: the letter with what cannot be inside the signed bytes. */
export const viewingCopySchema = z.strictObject({
  letter: letterSchema,
  /** Of the signed original, so that the copy says which bytes it shows. */
  originalSha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
  coupon: line(20).nullable(),
  registration: z
    .strictObject({ number: z.int().positive(), date: plainDate, dueDate: plainDate.nullable() })
    .nullable(),
  signatures: z.array(signatureLinesSchema).min(1).max(10),
  /** The sentence on equality with paper, a dated setting; both languages are printed. */
  equality: z.strictObject({ kk: line(1000), ru: line(1000) }),
})
export type ViewingCopy = z.infer<typeof viewingCopySchema>
