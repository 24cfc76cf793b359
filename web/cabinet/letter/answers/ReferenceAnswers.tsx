import type { AppealRefField } from '../../../../domain/catalogue/kinds/appeal-ref.ts'
import type { ContractRefField } from '../../../../domain/catalogue/kinds/contract-ref.ts'
import { formatShortDate } from '../../../../words/dates.ts'
import { fill } from '../../../../words/fill.ts'
import { type Option, SelectField } from '../../../ui/Field.tsx'
import { useWords } from '../../../words.ts'
import { useJourney } from '../../draft/journey-page.ts'
import type { AnswerProps } from './answer-props.ts'

/** One of the client's own contracts, or of the appeals they sent before; where there are none, that is said. */
export function ReferenceAnswer({ field, ...shared }: AnswerProps<ContractRefField | AppealRefField>) {
  const words = useWords('answers')
  const site = useWords('site')
  const options = useReferences(field.type)
  const none = field.type === 'contractRef' ? words.noContracts : words.noAppeals
  return (
    <SelectField
      {...shared}
      hint={options.length === 0 ? none : undefined}
      empty={options.length === 0 ? '—' : site.choose}
      options={options}
    />
  )
}

function useReferences(kind: 'contractRef' | 'appealRef'): Option[] {
  const words = useWords('answers')
  const { contracts, appeals } = useJourney().draft.references
  if (kind === 'appealRef') return appeals.map(({ id, label }) => ({ value: id, label }))
  // Short, so that the line of a select on a phone has room for it.
  return contracts.map(({ id, number, date }) => ({
    value: id,
    label: fill(words.contractLine, { number, date: formatShortDate(date) }),
  }))
}
