import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf, Option } from '../field.ts'
import type { Kind } from './kind.ts'

/** One of the options; `default` is where a fresh draft starts. */
export interface ChoiceField<Type extends string> extends FieldOf<Type> {
  readonly options: readonly Option[]
  readonly default?: string
}

/** Is it one of the options? */
export function hasOption(options: readonly Option[], value: string): boolean {
  return options.some((option) => option.value === value)
}

/** What `select` and `radio` have in common: only the control is another. */
export const choice: Kind<ChoiceField<'select' | 'radio'>> = {
  held: oneText,
  check: ({ options }, answer) => (hasOption(options, answer) ? null : refuse('option_unknown')),
  normalise: (_, answer) => answer,
  print({ options }, answer, { language }, print) {
    const chosen = options.find(({ value }) => value === answer)
    return chosen === undefined ? answer : print.label(chosen.label, language)
  },
  start: ({ default: value }) => value ?? null,
  stillMeans: (answer, _, { options }) => answer === '' || hasOption(options, answer),
}
