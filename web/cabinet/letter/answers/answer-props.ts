import type { ReactNode } from 'react'

/** What every control of an answer gets. The answer is a text as typed; `field` is its definition. */
export interface AnswerProps<Definition> {
  readonly field: Definition
  /** The control's id, which is the field's path: `amount`, `persons.0.iin`. */
  readonly id: string
  /** The label in the screen's language. */
  readonly label: string
  readonly optional: boolean
  readonly error: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  /** What the other answers of the same form say, for dates that follow one another. */
  readonly hint?: ReactNode
}
