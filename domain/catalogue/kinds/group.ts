import type { LetterLanguage } from '../../language.ts'
import { refuse } from '../../refusal.ts'
import { someRows, textOf } from '../answer.ts'
import type { AnswerPrinter } from '../answer-printer.ts'
import { isVisible } from '../condition.ts'
import type { FieldOf, GroupRow, ScalarField } from '../field.ts'
import type { Kind } from './kind.ts'
import { scalarKindOf } from './scalar-kinds.ts'

/** A repeating group: each row answers every item. */
export interface GroupField extends FieldOf<'group'> {
  readonly items: readonly ScalarField[]
  readonly validation?: { readonly minItems?: number; readonly maxItems?: number }
}

interface RowAnswer {
  readonly item: ScalarField
  readonly text: string
}

/** What is shown and filled in a row, in the order of the items. */
const filledIn = ({ items }: GroupField, row: GroupRow): RowAnswer[] =>
  items
    .filter((item) => isVisible(item, row))
    .map((item) => ({ item, text: textOf(row[item.code]) }))
    .filter(({ text }) => text !== '')

/** «Иманбекова Сәуле, ЖСН 881231270015»: bare digits say nothing without their name. */
function printRow(field: GroupField, row: GroupRow, language: LetterLanguage, print: AnswerPrinter): string {
  return filledIn(field, row)
    .map(({ item, text }) => {
      const kind = scalarKindOf(item)
      const printed = kind.print(item, text, { language, before: null }, print)
      return kind.bare ? `${print.label(item.label, language)}\u00a0${printed}` : printed
    })
    .join(', ')
}

const itemsOf = ({ items }: GroupField): string => items.map(({ code, type }) => `${code}:${type}`).join()

export const group: Kind<GroupField, readonly GroupRow[]> = {
  held: someRows,
  /** How many rows there are; what is in them is checked field by field. */
  check({ validation: { minItems = 0, maxItems = 50 } = {} }, rows) {
    if (rows.length < minItems) return refuse('items_too_few', { n: minItems })
    return rows.length > maxItems ? refuse('items_too_many', { n: maxItems }) : null
  },
  normalise: (field, rows) =>
    rows.map((row) =>
      Object.fromEntries(
        filledIn(field, row).map(({ item, text }) => [item.code, scalarKindOf(item).normalise(item, text)]),
      ),
    ),
  /** A numbered list, a line each: `1. …;`, the last without a mark (docs/domain.md 5.3). */
  print: (field, rows, { language }, print) =>
    rows
      .map((row) => printRow(field, row, language, print))
      .filter((line) => line !== '')
      .map((line, index) => `${index + 1}. ${line}`)
      .join(';\n'),
  printedAs: 'rows',
  stillMeans: (_, before, after) => itemsOf(before) === itemsOf(after),
}
