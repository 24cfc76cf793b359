import type { Language } from '../../domain/language.ts'
import type { BookRow } from '../../wire/book.ts'
import { book as en } from '../../words/en/book.ts'
import { statuses as statusesEn } from '../../words/en/statuses.ts'
import { book as kk } from '../../words/kk/book.ts'
import { statuses as statusesKk } from '../../words/kk/statuses.ts'
import { book as ru } from '../../words/ru/book.ts'
import { statuses as statusesRu } from '../../words/ru/statuses.ts'

export const bookWords: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const statuses = { kk: statusesKk, ru: statusesRu, en: statusesEn } as const

/** What has become of a row: the appeal's status, or the letter's. */
export function markOf(row: BookRow, language: Language): string {
  return row.letter === null ? statuses[language][row.status].name : bookWords[language].letters[row.letter]
}
