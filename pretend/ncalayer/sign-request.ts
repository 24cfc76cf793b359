import { z } from 'zod'
import { fromBase64 } from '../../eds/bytes.ts'
import type { CertificateFacts } from '../../eds/certificate.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'

const oidText = z.string().regex(/^\d+(\.\d+)+$/)

/**
 * Arguments of kz.gov.pki.knca.basics/sign, format cms (docs/signature-facts.md 6.2). Anything else is refused by
 * its name.
 */
export const SignArguments = z.strictObject({
  allowedStorages: z.null().or(z.array(z.string().regex(/^[A-Z][A-Za-z0-9]+$/))),
  format: z.literal('cms'),
  data: z.string().or(z.array(z.string()).min(1)),
  signingParams: z.strictObject({
    /** True: `data` is base64. */
    decode: z.boolean(),
    /** True: the content is in the message. */
    encapsulate: z.boolean(),
    digested: z.literal(false),
    tsaProfile: z.strictObject({}).optional(),
  }),
  signerParams: z.strictObject({
    extKeyUsageOids: z.array(oidText).optional(),
    iin: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    bin: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    /** Empty: the authority's trust is not checked, as test keys need it. */
    chain: z.array(z.never()).optional(),
  }),
  locale: z.enum(['kk', 'ru', 'en']),
})
export type SignArguments = z.infer<typeof SignArguments>

/** Whether the program's window would show this key: every named purpose, the person and the company. */
export function fitsFilter(facts: CertificateFacts, { signerParams }: SignArguments): boolean {
  const { extKeyUsageOids = [], iin, bin } = signerParams
  return (
    extKeyUsageOids.every((oid) => facts.extendedKeyUsage.includes(oid)) &&
    (iin === undefined || facts.subject.iin === iin) &&
    (bin === undefined || facts.subject.bin === bin)
  )
}

/** The documents of a request, as bytes. */
export function documentsOf({ data, signingParams }: SignArguments): Uint8Array[] {
  const texts = typeof data === 'string' ? [data] : data
  return texts.map((text) => (signingParams.decode ? fromBase64(text) : new TextEncoder().encode(text)))
}

/** A signature over each document, DER, as the real program makes them. `now`: epoch milliseconds. */
export async function signAll(
  documents: readonly Uint8Array[],
  { certificate, privateKey }: OpenedKeyFile,
  { signingParams }: SignArguments,
  now: number,
): Promise<Uint8Array[]> {
  if (privateKey === null) throw new RangeError('a key that does not sign')
  return await Promise.all(
    documents.map((content) =>
      buildCms({
        content,
        certificate,
        privateKey,
        signingTime: now,
        detached: !signingParams.encapsulate,
      }),
    ),
  )
}
