import type { ContractRow } from '../../../wire/contract.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { useLanguage, useWords } from '../../words.ts'

/** «№ АВ-71-004215, 2019 жылғы 14 тамыз». */
export function useContractLine(): (contract: Pick<ContractRow, 'number' | 'date'>) => string {
  const words = useWords('writing')
  const language = useLanguage()
  return ({ number, date }) => fill(words.contractLine, { number, date: formatLongDate(date, language) })
}
