import type { PlainDate } from '../calendar/plain-date.ts'
import type { AppealType } from './appeal-type.ts'
import type { Answer, Answers, Field } from './field.ts'
import { kindOf } from './kinds/kinds.ts'

function stillMeans(answer: Answer, before: Field, after: Field): boolean {
  if (before.type !== after.type) return false
  const kind = kindOf(after)
  return kind.stillMeans?.(kind.held.read(answer), before, after) ?? true
}

/**
 * docs/decisions/0003: the answers that a change of type keeps: fields of the same code and kind, options that both
 * know.
 */
export function keptAnswers(
  answers: Answers,
  before: Pick<AppealType, 'fields'> | null,
  after: Pick<AppealType, 'fields'> | null,
): Answers {
  const earlier = new Map(before?.fields.map((field) => [field.code, field]))
  const kept = (after?.fields ?? []).flatMap((field): [string, Answer][] => {
    const answer = answers[field.code]
    const was = earlier.get(field.code)
    return answer !== undefined && was !== undefined && stillMeans(answer, was, field)
      ? [[field.code, answer]]
      : []
  })
  return Object.fromEntries(kept)
}

/** Answers to fields that the type has, in the shape of their kind; a draft keeps nothing else. */
export function askedAnswers(answers: Answers, type: Pick<AppealType, 'fields'> | null): Answers {
  const fields = new Map(type?.fields.map((field) => [field.code, field]))
  const asked = Object.entries(answers).filter(([code, answer]) => {
    const field = fields.get(code)
    return field !== undefined && kindOf(field).held.has(answer)
  })
  return Object.fromEntries(asked)
}

/** Where a fresh draft of a type starts: the options and days that the catalogue sets beforehand. */
export function startAnswers(type: Pick<AppealType, 'fields'>, today: PlainDate): Answers {
  const starts = type.fields.flatMap((field): [string, Answer][] => {
    const start = kindOf(field).start?.(field, today) ?? null
    return start === null ? [] : [[field.code, start]]
  })
  return Object.fromEntries(starts)
}
