import { z } from 'zod'
import { LocalisedText } from './person.ts'

/** §6: the approved tariffs in force today. */
export const Tariffs = z.object({
  version: z.number(),
  validFrom: z.iso.date(),
  vatPercent: z.number(),
  rows: z.array(
    z.object({
      category: LocalisedText,
      type: LocalisedText,
      /** Null: every kind of contract. */
      contractKind: z.string().nullable(),
      feeTiyn: z.number(),
    }),
  ),
})
export type Tariffs = z.infer<typeof Tariffs>
export const TariffDocumentQuery = z.object({
  language: z.enum(['kk', 'ru']).default('kk'),
  download: z.stringbool().default(false),
})
