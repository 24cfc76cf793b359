import type { AppealType } from '../../../../domain/catalogue/appeal-type.ts'
import type { GroupField } from '../../../../domain/catalogue/kinds/group.ts'
import { kindOf } from '../../../../domain/catalogue/kinds/kinds.ts'
import type { Language } from '../../../../domain/language.ts'
import { fill } from '../../../../words/fill.ts'
import type { Words } from '../../../words.ts'

type AnswerWords = Words<'answers'>

/** The words of a group's rows: «1-адам», «Адам қосу». */
export function rowWordsOf(
  { code }: Pick<GroupField, 'code'>,
  { rows }: AnswerWords,
): AnswerWords['rows']['other'] {
  return code === 'persons' ? rows.persons : rows.other
}

/**
 * A field by its path as people call it: `amount` → «Сома», `persons.0.iin` → «1-адам. ЖСН»; null when the type has
 * none.
 */
export function fieldName(
  { fields }: Pick<AppealType, 'fields'>,
  path: string,
  language: Language,
  words: AnswerWords,
): string | null {
  const [code, place, itemCode] = path.split('.')
  const field = fields.find((one) => one.code === code)
  if (field === undefined) return null
  if (field.type !== 'group' || place === undefined) return field.label[language]
  const item = field.items.find((one) => one.code === itemCode)
  const row = fill(rowWordsOf(field, words).row, { n: Number(place) + 1 })
  return item === undefined ? row : `${row}. ${item.label[language]}`
}

/** A question that was not answered: nothing is filled in there, it is chosen or ticked. Null for fields to fill in. */
export function sayNotChosen(
  { fields }: Pick<AppealType, 'fields'>,
  code: string,
  label: string,
  words: AnswerWords,
): string | null {
  const field = fields.find((one) => one.code === code)
  switch (field && kindOf(field).question) {
    case 'one':
      return fill(words.chooseOne, { field: label })
    case 'several':
      return fill(words.chooseSome, { field: label })
    case undefined:
      return null
  }
}
