import { z } from 'zod'
import { contractKinds } from '../domain/contract/contract.ts'
import { LocalisedText } from './person.ts'

/** Days to answer, and of which kind. */
export const TariffTerm = z.object({ value: z.number(), unit: z.enum(['workingDays', 'calendarDays']) })

/** §6: the approved tariffs in force today. */
export const Tariffs = z.object({
  version: z.number(),
  validFrom: z.iso.date(),
  vatPercent: z.number(),
  categories: z.array(
    z.object({
      code: z.string(),
      name: LocalisedText,
      rows: z.array(
        z.object({
          typeCode: z.string(),
          type: LocalisedText,
          /** Null: every kind of contract that has no row of its own for this type. */
          contractKind: z.enum(contractKinds).nullable(),
          feeTiyn: z.number(),
          vatTiyn: z.number(),
          /** Of two terms the one that ends earlier counts. */
          terms: z.array(TariffTerm),
        }),
      ),
    }),
  ),
})
export type Tariffs = z.infer<typeof Tariffs>
export const TariffDocumentQuery = z.object({
  language: z.enum(['kk', 'ru']).default('kk'),
  download: z.stringbool().default(false),
})
