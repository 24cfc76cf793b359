import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'

/** One of the appeals that the client has sent: the answer is its id. */
export type AppealRefField = FieldOf<'appealRef'>

export const appealRef: Kind<AppealRefField> = {
  held: oneText,
  check: (_, answer, __, { appeals }) =>
    appeals.some(({ id }) => id === answer) ? null : refuse('option_unknown'),
  normalise: (_, answer) => answer,
  print(_, answer, { language, before }, print) {
    const appeal = print.references.appeals.find(({ id }) => id === answer)
    return (before === null ? appeal?.alone : appeal?.inSentence)?.[language] ?? ''
  },
}
