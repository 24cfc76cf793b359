import { type Instant, localDate } from '../calendar/instant.ts'
import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { AppealEvent } from './event.ts'
import { type ClosingLetter, closingLetter } from './follow-up.ts'
import { statusOf } from './history.ts'
import { transitions } from './status.ts'

/** What a client can say of an answer, the worst first (docs/office.md 11). */
export const ratingSteps = [1, 2, 3, 4, 5] as const
export type RatingStep = (typeof ratingSteps)[number]

/** The words beside it are a line, not a letter. */
export const ratingTextLength = 300

const daysToChange = 14

/** The answer that a client may be asked about now; null: none closes the appeal. A forwarding answers nothing. */
export const ratedAnswer = (history: readonly AppealEvent[]): ClosingLetter | null =>
  statusOf(history) === transitions.execute.to ? closingLetter(history) : null

/** The last day on which what was first given at this moment can be changed. */
export const changeableUntil = (givenAt: Instant): PlainDate => addDays(localDate(givenAt), daysToChange)

/** Why this letter can't be rated now; null: it can. `givenAt`: when it was first; null: it never was. */
export function whyNotRate(
  letterId: string,
  history: readonly AppealEvent[],
  givenAt: Instant | null,
  now: Instant,
): Refusal | null {
  const answer = ratedAnswer(history)
  if (answer === null) return refuse('action_not_in_status')
  if (answer.id !== letterId) return refuse('changed_meanwhile')
  const settled = givenAt !== null && localDate(now) > changeableUntil(givenAt)
  return settled ? refuse('rating_settled') : null
}

/** How often each step was given, the worst first. */
export type StepCounts = readonly number[]

export const sumOfSteps = (cells: readonly { readonly steps: StepCounts }[]): number[] =>
  ratingSteps.map((_, place) => cells.reduce((all, { steps }) => all + (steps[place] ?? 0), 0))

/** The mean, to one decimal; null: nobody has said anything. */
export function averageStep(steps: StepCounts): number | null {
  const given = steps.reduce((all, n) => all + n, 0)
  const points = steps.reduce((all, n, place) => all + n * (place + 1), 0)
  return given === 0 ? null : Math.round((points / given) * 10) / 10
}
