import type { CorrectedField } from '../domain/book/book.ts'
import { formatMoment } from './dates.ts'
import { fill } from './fill.ts'
import type { book } from './kk/book.ts'

type BookWords = typeof book

const momentOf = (instant: string): string => formatMoment(Date.parse(instant))

/** Why something came to nothing, by its code. */
export function whyWords(words: BookWords, why: string): string {
  return Object.entries(words.why).find(([code]) => code === why)?.[1] ?? words.why.other
}

/** Why a row came to nothing; `ofLetter`: it is one of the company's. */
export function struckLine(
  words: BookWords,
  { at, why }: { readonly at: string; readonly why: string },
  ofLetter: boolean,
): string {
  const text = ofLetter ? words.struck.annulled : words.struck.returned
  return fill(text, { at: momentOf(at), why: whyWords(words, why) })
}

/** Who corrected what, when, why and by which paper. */
export function correctionLine(
  words: BookWords,
  made: {
    readonly field: CorrectedField
    readonly proposedBy: string
    readonly proposedAt: string
    readonly decidedBy: string | null
    readonly decidedAt: string | null
    readonly reason: string
    readonly basis: string
  },
): string {
  const { reason, basis } = made
  return fill(words.correction, {
    field: words.fields[made.field],
    by: fill(words.correctionBy, { proposed: made.proposedBy, approved: made.decidedBy ?? '' }),
    at: momentOf(made.decidedAt ?? made.proposedAt),
    reason,
    basis,
  })
}

/** What the numbers of a year came to, in a sentence; `annulled`: of a book of letters. */
export function checkLine(
  words: BookWords,
  check: {
    readonly entries: number
    readonly last: number
    readonly whole: boolean
    readonly missing: number | null
    readonly corrected: number
    readonly returned: number
    readonly annulledCount: number
    readonly at: string
  },
  ofLetters: boolean,
): string {
  const { entries, last, missing } = check
  const numbers = check.whole
    ? fill(words.whole, { entries, last })
    : missing === null
      ? fill(words.broken, { entries, last })
      : fill(words.missing, { number: missing, entries, last })
  const struck = ofLetters
    ? fill(words.annulled, { n: check.annulledCount })
    : fill(words.returned, { n: check.returned })
  const marks = `${fill(words.corrected, { n: check.corrected })}, ${struck}`
  return `${numbers} ${marks}. ${fill(words.checkedAt, { at: momentOf(check.at) })}`
}
