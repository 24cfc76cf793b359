import { refuse } from '../../refusal.ts'
import { someOptions } from '../answer.ts'
import type { FieldOf, Option } from '../field.ts'
import { hasOption } from './choice.ts'
import type { Kind } from './kind.ts'

/** Several of the options; kept in the catalogue's order. */
export interface MultiselectField extends FieldOf<'multiselect'> {
  readonly options: readonly Option[]
}

const chosenOf = (options: readonly Option[], chosen: readonly string[]): Option[] =>
  options.filter(({ value }) => chosen.includes(value))

export const multiselect: Kind<MultiselectField, readonly string[]> = {
  held: someOptions,
  check: ({ options }, answer) =>
    answer.every((value) => hasOption(options, value)) ? null : refuse('option_unknown'),
  normalise: ({ options }, answer) => chosenOf(options, answer).map(({ value }) => value),
  print({ options }, answer, { language }, print) {
    const labels = chosenOf(options, answer).map(({ label }) => print.label(label, language))
    // «тегі, аты, әкесінің аты» is one of them.
    return labels.join(labels.some((label) => label.includes(',')) ? '; ' : ', ')
  },
  question: 'several',
  stillMeans: (answer, _, { options }) => answer.every((value) => hasOption(options, value)),
}
