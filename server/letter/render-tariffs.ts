import { z } from 'zod'
import { formatLongDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { formatMoney } from '../../words/money.ts'
import { letterWords } from './compose-letter.ts'
import type { RenderedDocument } from './letter.ts'
import { printableLine } from './printable.ts'
import { rendered } from './rendered.ts'

const text = z.string().trim().min(1).max(300)
const both = z.strictObject({ kk: text, ru: text })

/**
 * §6: the tariffs for appeals as approved. One document in both languages, Kazakh first, made once when a version is
 * published. Fees are whole tiyn with VAT; 0 is free. `validFrom` is 'YYYY-MM-DD' and the date of the PDF.
 */
export const tariffsSchema = z.strictObject({
  company: both,
  version: z.int().positive(),
  validFrom: z.iso.date(),
  vatPercent: z.int().min(0).max(99),
  categories: z
    .array(
      z.strictObject({
        name: both,
        types: z.array(z.strictObject({ name: both, feeTiyn: z.int().min(0) })).max(200),
      }),
    )
    .max(100),
})
export type TariffsDocument = z.infer<typeof tariffsSchema>

/** §6: render the document of approved tariffs, to be viewed and downloaded from the payment window. */
export function renderTariffs(tariffs: TariffsDocument): RenderedDocument {
  const parts = (['kk', 'ru'] as const).map((language) => partIn(language, tariffs))
  const data = { parts, day: tariffs.validFrom.split('-').map(Number) }
  const plain = parts.map((part) => {
    const rows = part.categories.flatMap(({ name, types }) => [
      name,
      ...types.map(({ name: type, fee }) => `${type}: ${fee}`),
    ])
    return [part.company, part.title, part.version, rows.join('\n'), ...part.note].join('\n\n')
  })
  return rendered('tariffs.typ', data, tariffs.validFrom, plain.join('\n\n'))
}

function partIn(language: 'kk' | 'ru', tariffs: TariffsDocument) {
  const words = letterWords[language]
  return {
    language,
    company: printableLine(tariffs.company[language], language),
    title: words.tariffs,
    version: fill(words.tariffsVersion, {
      version: tariffs.version,
      date: formatLongDate(tariffs.validFrom, language),
    }),
    columns: [words.tariffType, words.tariffFee],
    categories: tariffs.categories.map(({ name, types }) => ({
      name: printableLine(name[language], language),
      types: types.map((type) => ({
        name: printableLine(type.name[language], language),
        fee: type.feeTiyn === 0 ? words.free : formatMoney(type.feeTiyn, language),
      })),
    })),
    note: tariffs.vatPercent === 0 ? [] : [fill(words.vatIncluded, { rate: tariffs.vatPercent })],
  }
}
