import type { PlainDate } from '../calendar/plain-date.ts'
import { hasShape, listOf, textOf } from './answer.ts'
import type { AppealType } from './appeal-type.ts'
import type { Answer, Answers, Field } from './field.ts'
import { dateBound } from './kinds/date.ts'

const itemsOf = (field: Field): string =>
  field.type === 'group' ? field.items.map(({ code, type }) => `${code}:${type}`).join() : ''

function stillMeans(answer: Answer, before: Field, after: Field): boolean {
  if (before.type !== after.type || itemsOf(before) !== itemsOf(after)) return false
  if (after.type === 'select' || after.type === 'radio' || after.type === 'multiselect') {
    const values = after.options.map(({ value }) => value)
    return after.type === 'multiselect'
      ? listOf(answer).every((one) => values.includes(one))
      : textOf(answer) === '' || values.includes(textOf(answer))
  }
  return true
}

/** DESIGN 6: the answers that a change of type keeps: fields of the same code and kind, options that both know. */
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
    return field !== undefined && hasShape(field, answer)
  })
  return Object.fromEntries(asked)
}

/** Where a fresh draft of a type starts: the options and days that the catalogue sets beforehand. */
export function startAnswers(type: Pick<AppealType, 'fields'>, today: PlainDate): Answers {
  const starts = type.fields.flatMap((field): [string, string][] => {
    if (!('default' in field) || field.default === undefined) return []
    const start = field.type === 'date' ? dateBound(field.default, today) : field.default
    return start === null ? [] : [[field.code, start]]
  })
  return Object.fromEntries(starts)
}
