import { type ChoiceField, choice } from './choice.ts'
import type { Kind } from './kind.ts'

/** One of the options, from a list to open. */
export type SelectField = ChoiceField<'select'>

export const select: Kind<SelectField> = choice
