import type { PlainDate } from '../../calendar/plain-date.ts'
import type { WorkingCalendar } from '../../calendar/working-days.ts'
import type { Refusal } from '../../refusal.ts'
import type { Held } from '../answer.ts'
import type { AnswerPrinter, Place } from '../answer-printer.ts'
import type { Answer, Answers, FieldOf } from '../field.ts'
import type { References } from '../reference.ts'

/** What the checks need to know: the day, the working calendar, and what the client's references may name. */
export interface AnswerFacts extends References {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
}

/** §5: a kind of field. `A` is what its answer is: one text, a list, or rows. */
export interface Kind<F extends FieldOf<string>, A extends Answer = string> {
  readonly held: Held<A>
  /** Is this filled answer right? `beside` are the answers beside it: of the type, or of the row. */
  check(field: F, answer: A, beside: Answers, facts: AnswerFacts): Refusal | null
  /** A right answer as it is kept with a signed letter; what is wrong stays as typed. */
  normalise(field: F, answer: A): A
  /** A filled answer as the letter prints it; what is wrong stays as typed. */
  print(field: F, answer: A, place: Place, print: AnswerPrinter): string
  /** `prose` is typed with or without a full stop, `rows` take lines of their own; without it: words of a sentence. */
  readonly printedAs?: 'prose' | 'rows'
  /** Says nothing without its name: in a row its label is printed before it. */
  readonly bare?: true
  /** A question with all its answers in sight: one is chosen, or several are ticked; nothing is filled in. */
  readonly question?: 'one' | 'several'
  /** Where a fresh draft starts, by what the catalogue sets beforehand; null: with nothing. */
  start?(field: F, today: PlainDate): A | null
  /** Means the answer the same in another type's field of this kind? Without it: yes. */
  stillMeans?(answer: A, before: F, after: F): boolean
}
