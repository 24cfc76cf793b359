import { type ChoiceField, choice } from './choice.ts'
import type { Kind } from './kind.ts'

/** One of the options, all of them in sight. */
export type RadioField = ChoiceField<'radio'>

export const radio: Kind<RadioField> = { ...choice, question: 'one' }
