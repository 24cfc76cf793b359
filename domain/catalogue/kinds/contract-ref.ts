import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { noBreak } from './no-break.ts'

/** One of the client's own contracts: the answer is its id. */
export type ContractRefField = FieldOf<'contractRef'>

export const contractRef: Kind<ContractRefField> = {
  held: oneText,
  check: (_, answer, __, { contracts }) =>
    contracts.some(({ id }) => id === answer) ? null : refuse('option_unknown'),
  normalise: (_, answer) => answer,
  print(_, answer, { language, before }, print) {
    const contract = print.references.contracts.find(({ id }) => id === answer)
    if (contract === undefined) return ''
    const number = `№\u00a0${noBreak(contract.number)}`
    if (language === 'ru') return `${number} от ${print.ofContract(contract.date, language)}`
    return before === null
      ? `${number}, ${print.long(contract.date, language)}`
      : `${print.ofContract(contract.date, language)} ${number}`
  },
}
