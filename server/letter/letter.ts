import { z } from 'zod'

const line = (max: number) => z.string().trim().min(1).max(max)
const plainDate = z.iso.date()
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits')

/** One attached file as the letter names it; the signature covers the file through its digest. */
export const enclosureSchema = z.strictObject({
  document: line(200),
  fileName: line(255),
  /** bytes */
  size: z.int().positive(),
  sha256: digest,
})
export type Enclosure = z.infer<typeof enclosureSchema>

/**
 * The letter a client signs (§5, docs/domain.md 5.1), ready to be laid out: every text is in the letter's language, the
 * body is composed, nothing is looked up any more. Dates are 'YYYY-MM-DD', money is whole tiyn.
 */
export const letterSchema = z
  .strictObject({
    language: z.enum(['kk', 'ru']),
    /** «Өтініш», «Заявление», «Шағым», «Жалоба» */
    title: line(120),
    /** `to` is ready in the dative: «Басқарма Төрағасына» (docs/domain.md 4.4). */
    addressee: z.strictObject({ company: line(300), to: line(300) }),
    sender: z.strictObject({
      name: line(200),
      iin: z.string().regex(/^\d{12}$/, 'must be 12 digits'),
      address: line(300),
      phone: line(40),
      email: line(254).nullable(),
    }),
    contract: z.strictObject({ number: line(40), date: plainDate }).nullable(),
    /** A new line inside begins a new paragraph. */
    paragraphs: z.array(z.string().max(50_000)).min(1).max(20_000),
    /** Printed under the body as «label: value». */
    extra: z.array(z.strictObject({ label: line(200), value: z.string().max(50_000) })).max(100),
    enclosures: z.array(enclosureSchema).max(20),
    /** §7: the sentence that the client answers for the documents; a setting, since it names the company. */
    responsibility: line(500).nullable(),
    payment: z
      .strictObject({
        amountTiyn: z.int().positive(),
        vatPercent: z.int().min(0).max(99),
        vatTiyn: z.int().min(0),
        method: z.enum(['byDetails', 'debit']),
        /**
         * From which account a debit is asked, in groups of four; null: that of the contract. Older letters have
         * none.
         */
        account: line(40).nullable().default(null),
      })
      .nullable(),
    /** The day the letter was prepared; also the date of the PDF. */
    date: plainDate,
  })
  .refine((letter) => letter.enclosures.length === 0 || letter.responsibility !== null, {
    path: ['responsibility'],
    error: 'must be given when there are enclosures',
  })
export type Letter = z.infer<typeof letterSchema>

/** A document that was made: one compile, seen three ways. */
export interface MadeDocument {
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly pageCount: number
  /** The same content as plain text, for screen readers beside the page images. */
  readonly text: string
  /** Of the PDF, lower-case hexadecimal. */
  readonly sha256: string
}

/** The same with its pages, drawn from that compile. */
export interface ShownDocument extends MadeDocument {
  /**
   * One SVG document per page, of glyph outlines only: no text, script, link or outside reference, safe in `<img>`.
   */
  readonly pages: readonly string[]
}

/** What every renderer answers. Its pages are drawn when they are first asked for. */
export type RenderedDocument = ShownDocument
