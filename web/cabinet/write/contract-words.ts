import type { ContractRow } from '../../../wire/contract.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { useLanguage, useWords } from '../../words.ts'

/** «№ АВ-71-004215, 2019 жылғы 14 тамыз», the number never broken across lines. */
export function useContractLine(): (contract: Pick<ContractRow, 'number' | 'date'>) => string {
  const words = useWords('writing')
  const language = useLanguage()
  return ({ number, date }) =>
    fill(words.contractLine, {
      // A no-break hyphen would change what is copied; a word joiner does not show.
      number: number.replaceAll('-', '\u2060-\u2060'),
      date: formatLongDate(date, language),
    }).replace('№ ', '№\u00a0')
}
